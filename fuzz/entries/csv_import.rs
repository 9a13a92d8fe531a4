//! Tables from any bytes: no panic; each row or problem begins below the one before it; a row has as many values as there are columns.

use crate::table::{Table, survey};

pub(crate) fn run(bytes: &[u8]) {
    let Ok(found) = survey(|| Ok(bytes), None, None) else { return };
    let Ok(mut table) = Table::open(bytes, found.dialect) else { return };
    assert_eq!(table.columns(), found.columns);
    let (mut last, mut rows) = (0, 0);
    while let Ok(Some(row)) = table.next_row() {
        let line = match &row {
            Ok(row) => {
                assert_eq!(row.values().count(), found.columns.len());
                row.line
            }
            Err(problem) => {
                assert!(!problem.reason.is_empty());
                problem.line
            }
        };
        assert!(line > last);
        (last, rows) = (line, rows + 1);
    }
    assert_eq!(rows, found.rows);
}
