//! Each test on both engines.

/// Runs each named test, an `async fn` that takes a `World`, on both engines: `crate::world::World` is made by its `embedded` and by its
/// `postgres`.
#[macro_export]
#[expect(clippy::crate_in_macro_def, reason = "the world is that of whoever calls it")]
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            use crate::world::World;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn embedded() {
                super::$name(World::embedded().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::$name(World::postgres().await).await;
            }
        }
    )+};
}
