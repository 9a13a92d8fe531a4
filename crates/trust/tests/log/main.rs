//! What `trust` serves, on both engines, through the real router and real sessions.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test's own functions end the test")]

mod alerts;
mod audit;
mod house;
mod publication;

macro_rules! on_both_engines {
    ($($test:ident)*) => {$(
        mod $test {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn embedded() {
                super::$test(crate::house::House::embedded().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::$test(crate::house::House::postgres().await).await;
            }
        }
    )*};
}

pub(crate) use on_both_engines;
