//! The widest registers of the machine at hand.

/// Work to be compiled once for every width of registers. Mark [`Task::go`] and what it calls `#[inline(always)]`: what is not inlined
/// runs with the narrowest.
pub trait Task {
    /// What it gives.
    type Output;

    /// Do it.
    fn go(self) -> Self::Output;
}

/// Do a task with the widest registers there are. Each number goes through the same operations at any width, none of them fused or put in
/// another order, so all widths give the same bits.
pub fn widest<T: Task>(task: T) -> T::Output {
    pulp::Arch::new().dispatch(Wide(task))
}

struct Wide<T>(T);

impl<T: Task> pulp::WithSimd for Wide<T> {
    type Output = T::Output;

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) -> T::Output {
        self.0.go()
    }
}
