//! A manifold has at most 64 outputs.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[derive(Clone, Output)]
pub struct O0;
#[derive(Clone, Output)]
pub struct O1;
#[derive(Clone, Output)]
pub struct O2;
#[derive(Clone, Output)]
pub struct O3;
#[derive(Clone, Output)]
pub struct O4;
#[derive(Clone, Output)]
pub struct O5;
#[derive(Clone, Output)]
pub struct O6;
#[derive(Clone, Output)]
pub struct O7;
#[derive(Clone, Output)]
pub struct O8;
#[derive(Clone, Output)]
pub struct O9;
#[derive(Clone, Output)]
pub struct O10;
#[derive(Clone, Output)]
pub struct O11;
#[derive(Clone, Output)]
pub struct O12;
#[derive(Clone, Output)]
pub struct O13;
#[derive(Clone, Output)]
pub struct O14;
#[derive(Clone, Output)]
pub struct O15;
#[derive(Clone, Output)]
pub struct O16;
#[derive(Clone, Output)]
pub struct O17;
#[derive(Clone, Output)]
pub struct O18;
#[derive(Clone, Output)]
pub struct O19;
#[derive(Clone, Output)]
pub struct O20;
#[derive(Clone, Output)]
pub struct O21;
#[derive(Clone, Output)]
pub struct O22;
#[derive(Clone, Output)]
pub struct O23;
#[derive(Clone, Output)]
pub struct O24;
#[derive(Clone, Output)]
pub struct O25;
#[derive(Clone, Output)]
pub struct O26;
#[derive(Clone, Output)]
pub struct O27;
#[derive(Clone, Output)]
pub struct O28;
#[derive(Clone, Output)]
pub struct O29;
#[derive(Clone, Output)]
pub struct O30;
#[derive(Clone, Output)]
pub struct O31;
#[derive(Clone, Output)]
pub struct O32;
#[derive(Clone, Output)]
pub struct O33;
#[derive(Clone, Output)]
pub struct O34;
#[derive(Clone, Output)]
pub struct O35;
#[derive(Clone, Output)]
pub struct O36;
#[derive(Clone, Output)]
pub struct O37;
#[derive(Clone, Output)]
pub struct O38;
#[derive(Clone, Output)]
pub struct O39;
#[derive(Clone, Output)]
pub struct O40;
#[derive(Clone, Output)]
pub struct O41;
#[derive(Clone, Output)]
pub struct O42;
#[derive(Clone, Output)]
pub struct O43;
#[derive(Clone, Output)]
pub struct O44;
#[derive(Clone, Output)]
pub struct O45;
#[derive(Clone, Output)]
pub struct O46;
#[derive(Clone, Output)]
pub struct O47;
#[derive(Clone, Output)]
pub struct O48;
#[derive(Clone, Output)]
pub struct O49;
#[derive(Clone, Output)]
pub struct O50;
#[derive(Clone, Output)]
pub struct O51;
#[derive(Clone, Output)]
pub struct O52;
#[derive(Clone, Output)]
pub struct O53;
#[derive(Clone, Output)]
pub struct O54;
#[derive(Clone, Output)]
pub struct O55;
#[derive(Clone, Output)]
pub struct O56;
#[derive(Clone, Output)]
pub struct O57;
#[derive(Clone, Output)]
pub struct O58;
#[derive(Clone, Output)]
pub struct O59;
#[derive(Clone, Output)]
pub struct O60;
#[derive(Clone, Output)]
pub struct O61;
#[derive(Clone, Output)]
pub struct O62;
#[derive(Clone, Output)]
pub struct O63;
#[derive(Clone, Output)]
pub struct O64;

#[manifold(outputs = [O0, O1, O2, O3, O4, O5, O6, O7, O8, O9, O10, O11, O12, O13, O14, O15, O16, O17, O18, O19, O20, O21, O22, O23, O24, O25, O26, O27, O28, O29, O30, O31, O32, O33, O34, O35, O36, O37, O38, O39, O40, O41, O42, O43, O44, O45, O46, O47, O48, O49, O50, O51, O52, O53, O54, O55, O56, O57, O58, O59, O60, O61, O62, O63, O64])]
pub fn open() -> Hold<Store> {
    hold(Store(1))
}

fn main() {}
