//! Labels as a picture that prints true to size: A4 sheets, each of 3 × 7 labels of 63.5 × 38.1 mm, as they are sold.

use super::wire::AssetView;
use kernel::{Error, Result, shortened};
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

/// Hundredths of a millimetre: the picture's unit, so that no fraction is rounded.
const SHEET: (usize, usize) = (21_000, 29_700);
const LABEL: (usize, usize) = (6_350, 3_810);
const FIRST: (usize, usize) = (720, 1_515);
const ACROSS: usize = 3;
const DOWN: usize = 7;
/// From the left edge of one label to that of the next.
const STEP: usize = 6_600;
/// Side of a code with the white that it needs around it.
const CODE: usize = 3_000;
/// White around a code, in modules: readers ask for four.
const QUIET: usize = 4;
/// Characters that fit beside the code.
const FITS: usize = 21;

/// The sheets for these assets at a Muster that is reached at `house`, as SVG.
pub fn sheet(house: &str, assets: &[AssetView]) -> Result<String> {
    let sheets = assets.len().div_ceil(ACROSS * DOWN).max(1);
    let (width, height) = (SHEET.0, SHEET.1 * sheets);
    let mut svg = String::new();
    let head = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"210mm\" height=\"{}mm\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"Helvetica, Arial, sans-serif\" shape-rendering=\"crispEdges\">\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>",
        297 * sheets
    );
    svg.push_str(&head);
    for (at, asset) in assets.iter().enumerate() {
        let (sheet, place) = (at / (ACROSS * DOWN), at % (ACROSS * DOWN));
        let left = FIRST.0 + place % ACROSS * STEP;
        let top = sheet * SHEET.1 + FIRST.1 + place / ACROSS * LABEL.1;
        label(&mut svg, (left, top), house, asset)?;
    }
    svg.push_str("</svg>");
    Ok(svg)
}

fn label(svg: &mut String, (left, top): (usize, usize), house: &str, asset: &AssetView) -> Result<()> {
    let address = format!("{house}/assets/{}", asset.id);
    let code = QrCode::with_error_correction_level(address, EcLevel::M).map_err(Error::internal)?;
    let (side, inset) = (code.width() + 2 * QUIET, (LABEL.1 - CODE) / 2);
    write!(svg, "<g transform=\"translate({left} {top})\"><svg x=\"{inset}\" y=\"{inset}\" width=\"{CODE}\" height=\"{CODE}\" ")
        .and_then(|()| write!(svg, "viewBox=\"0 0 {side} {side}\"><path d=\"{}\"/></svg>", dark(&code)))
        .map_err(Error::internal)?;
    let site = asset.site.as_ref().map(|site| site.name.as_str()).unwrap_or_default();
    let lines = [
        (&*asset.number, 420, "700"),
        (&*asset.name, 300, "400"),
        (asset.serial.as_deref().unwrap_or(&asset.kind), 260, "400"),
        (site, 260, "400"),
    ];
    let mut down = 1_150;
    for (text, size, weight) in lines {
        let text = escaped(&shortened(text, FITS));
        let x = inset + CODE + 100;
        write!(svg, "<text x=\"{x}\" y=\"{down}\" font-size=\"{size}\" font-weight=\"{weight}\">{text}</text>").map_err(Error::internal)?;
        down += 520;
    }
    svg.push_str("</g>");
    Ok(())
}

/// The dark modules as one path: runs of a row are one stroke each.
fn dark(code: &QrCode) -> String {
    let (width, colours) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in colours.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|colour| **colour == Color::Dark).count();
            if run > 0 {
                path.extend([format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET)]);
            }
            x += run.max(1);
        }
    }
    path
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::AssetId;
    use kernel::{Clock as _, SystemClock, SystemRng};

    fn asset(at: usize) -> AssetView {
        let now = SystemClock.now();
        AssetView {
            id: AssetId::new(now, &SystemRng),
            version: 1,
            number: format!("A-{at:06}"),
            name: "<script>\"Pump\" & Söhne</script> in the cellar".to_owned(),
            kind: "Pump".to_owned(),
            maker: None,
            model: None,
            serial: None,
            notes: String::new(),
            site: None,
            customer: None,
            unit: None,
            installed_at: None,
            retired_at: None,
            created_at: now,
            updated_at: now,
        }
    }

    /// Paints a path of `dark` module by module, ten pixels each, and has it read by a reader that shares no code with us.
    fn read_back(svg: &str) -> String {
        let (side, rest) =
            svg.split_once("viewBox=\"0 0 ").and_then(|(_, rest)| rest.split_once("viewBox=\"0 0 ")).unwrap().1.split_once(' ').unwrap();
        let side: usize = side.parse().unwrap();
        let path = rest.split_once("<path d=\"").unwrap().1.split_once('"').unwrap().0;
        let mut dark = vec![false; side * side];
        for stroke in path.split('M').skip(1) {
            let (x, rest) = stroke.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let run: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            let from = y.parse::<usize>().unwrap() * side + x.parse::<usize>().unwrap();
            dark[from..from + run].fill(true);
        }
        let mut picture = rqrr::PreparedImage::prepare_from_bitmap(side * 10, side * 10, |x, y| dark[y / 10 * side + x / 10]);
        let grids = picture.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().unwrap().1
    }

    #[test]
    fn a_code_is_read_as_the_address_of_its_asset() {
        let asset = asset(1);
        let svg = sheet("https://muster.example.org", std::slice::from_ref(&asset)).unwrap();
        assert_eq!(read_back(&svg), format!("https://muster.example.org/assets/{}", asset.id));
    }

    #[test]
    fn text_stays_text() {
        let svg = sheet("https://muster.example.org", &[asset(1)]).unwrap();
        assert!(!svg.contains("<script"));
        assert!(svg.contains("&lt;script&gt;&quot;Pump&quot; &amp; Söh…"), "{svg}");
    }

    #[test]
    fn what_does_not_fit_on_a_sheet_goes_on_the_next() {
        let assets: Vec<AssetView> = (0..22).map(asset).collect();
        let svg = sheet("https://muster.example.org", &assets).unwrap();
        assert!(svg.contains("height=\"594mm\""));
        assert!(svg.contains(&format!("translate({} {})", FIRST.0, SHEET.1 + FIRST.1)));
    }
}
