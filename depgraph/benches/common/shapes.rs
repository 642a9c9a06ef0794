//! The graphs that are measured.

/// A graph: of each node, which it needs.
#[derive(Clone)]
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) needs: Vec<Vec<usize>>,
    /// Which nodes are bounced, by name.
    pub(crate) bounced: Vec<(String, usize)>,
}

impl Shape {
    /// The four shapes that there are in any size, in each of these.
    pub(crate) fn in_sizes(sizes: &[usize]) -> impl Iterator<Item = Self> {
        let shapes: [fn(usize) -> Self; 4] =
            [Self::chain, Self::layers, Self::fan, Self::independent];
        let in_sizes = move |shape: fn(usize) -> Self| sizes.iter().map(move |&nodes| shape(nodes));
        shapes.into_iter().flat_map(in_sizes)
    }

    /// Each node needs the one before it.
    fn chain(nodes: usize) -> Self {
        let needs = (0..nodes).map(|node| node.checked_sub(1).into_iter().collect());
        Self::new("chain", needs.collect(), true)
    }

    /// Ten layers; each node needs three of the layer above.
    fn layers(nodes: usize) -> Self {
        let width = (nodes / 10).max(1);
        let needs = (0..nodes).map(|node| match (node / width).checked_sub(1) {
            None => Vec::new(),
            Some(above) => (0..width.min(3))
                .map(|step| above * width + (node + step * 7) % width)
                .collect(),
        });
        Self::new("layers", needs.collect(), false)
    }

    /// Every node but the first needs the first.
    pub(crate) fn fan(nodes: usize) -> Self {
        let needs = (0..nodes).map(|node| if node == 0 { vec![] } else { vec![0] });
        Self::new("fan", needs.collect(), true)
    }

    /// No node needs anything.
    fn independent(nodes: usize) -> Self {
        Self::new("independent", vec![Vec::new(); nodes], false)
    }

    /// The real graph of Juju's controller agent, all of its edges taken for inputs.
    pub(crate) fn controller() -> Self {
        let lines: Vec<(&str, &str)> = include_str!("../../../tests/data/controller-graph.txt")
            .lines()
            .filter_map(|line| line.split_once(':'))
            .collect();
        let find = |name: &str| lines.iter().position(|&(node, _)| node == name);
        let needs = lines
            .iter()
            .map(|(_, needs)| needs.split_whitespace().filter_map(find).collect())
            .collect();
        let mut shape = Self::new("controller", needs, false);
        shape.bounced = ["agent", "api-caller", "migration-fortress"]
            .into_iter()
            .filter_map(|name| Some((format!("bounce {name}"), find(name)?)))
            .collect();
        shape
    }

    fn new(name: &'static str, needs: Vec<Vec<usize>>, has_root: bool) -> Self {
        Self {
            name,
            needs,
            bounced: has_root
                .then(|| ("bounce".to_owned(), 0))
                .into_iter()
                .collect(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.needs.len()
    }

    /// How many nodes depend on `node`, itself included.
    pub(crate) fn affected_by(&self, node: usize) -> usize {
        let mut dependents = vec![Vec::new(); self.len()];
        for (dependent, needs) in self.needs.iter().enumerate() {
            for &need in needs {
                dependents[need].push(dependent);
            }
        }
        let mut is_affected = vec![false; self.len()];
        let mut todo = vec![node];
        while let Some(node) = todo.pop() {
            if !std::mem::replace(&mut is_affected[node], true) {
                todo.extend(&dependents[node]);
            }
        }
        is_affected.into_iter().filter(|&is| is).count()
    }
}
