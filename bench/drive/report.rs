//! `RESULTS.md`.

use crate::load::Figures;
use std::fmt::Write as _;

/// One case on one engine, beside the ceiling.
pub struct Compared {
    pub name: &'static str,
    pub budget: Option<f64>,
    pub ceiling: Figures,
    pub muster: Figures,
}

impl Compared {
    fn ratio(&self) -> f64 {
        self.muster.cpu_ms / self.ceiling.cpu_ms
    }
}

pub fn table(of: &[Compared]) -> String {
    let mut text = String::from(
        "| case | clients' view of the ceiling | Muster's | processor time, ceiling | Muster | ratio | budget | bytes |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for case in of {
        let view = |figures: &Figures| format!("{:.0}/s, p50 {:.2} ms, p99 {:.2} ms", figures.per_second, figures.p50_ms, figures.p99_ms);
        let budget = match case.budget {
            Some(most) if case.ratio() <= most => format!("≤ {most}: held"),
            Some(most) => format!("≤ {most}: **missed**"),
            None => "none set".to_owned(),
        };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {:.3} ms | {:.3} ms | {:.2} | {budget} | {} / {} |",
            case.name,
            view(&case.ceiling),
            view(&case.muster),
            case.ceiling.cpu_ms,
            case.muster.cpu_ms,
            case.ratio(),
            case.ceiling.bytes,
            case.muster.bytes
        );
    }
    text
}
