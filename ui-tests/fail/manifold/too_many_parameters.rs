//! A manifold has at most 64 parameters.

use depgraph::{Hold, Output, hold, manifold};

#[derive(Clone, Output)]
pub struct Store(u32);

#[manifold(inputs = [
    i0, i1, i2, i3, i4, i5, i6, i7, i8, i9, i10, i11, i12, i13, i14, i15, i16, i17, i18, i19, i20,
    i21, i22, i23, i24, i25, i26, i27, i28, i29, i30, i31, i32, i33, i34, i35, i36, i37, i38, i39,
    i40, i41, i42, i43, i44, i45, i46, i47, i48, i49, i50, i51, i52, i53, i54, i55, i56, i57, i58,
    i59, i60, i61, i62, i63, i64,
])]
#[rustfmt::skip]
#[allow(clippy::too_many_arguments)]
pub fn sum(
    i0: Store, i1: Store, i2: Store, i3: Store, i4: Store, i5: Store, i6: Store, i7: Store,
    i8: Store, i9: Store, i10: Store, i11: Store, i12: Store, i13: Store, i14: Store, i15: Store,
    i16: Store, i17: Store, i18: Store, i19: Store, i20: Store, i21: Store, i22: Store, i23: Store,
    i24: Store, i25: Store, i26: Store, i27: Store, i28: Store, i29: Store, i30: Store, i31: Store,
    i32: Store, i33: Store, i34: Store, i35: Store, i36: Store, i37: Store, i38: Store, i39: Store,
    i40: Store, i41: Store, i42: Store, i43: Store, i44: Store, i45: Store, i46: Store, i47: Store,
    i48: Store, i49: Store, i50: Store, i51: Store, i52: Store, i53: Store, i54: Store, i55: Store,
    i56: Store, i57: Store, i58: Store, i59: Store, i60: Store, i61: Store, i62: Store, i63: Store,
    i64: Store,
) -> Hold<()> {
    let _all = [
        i0, i1, i2, i3, i4, i5, i6, i7, i8, i9, i10, i11, i12, i13, i14, i15, i16, i17, i18, i19,
        i20, i21, i22, i23, i24, i25, i26, i27, i28, i29, i30, i31, i32, i33, i34, i35, i36, i37,
        i38, i39, i40, i41, i42, i43, i44, i45, i46, i47, i48, i49, i50, i51, i52, i53, i54, i55,
        i56, i57, i58, i59, i60, i61, i62, i63, i64,
    ];
    hold(())
}

fn main() {}
