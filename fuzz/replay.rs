//! What tests run the entry points with when no fuzzer is at hand: seeds as they are, seeds changed at random, noise. The same every
//! time.

/// Draws numbers: `SplitMix64`, enough to choose by and nothing else.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below `bound`, which is not 0.
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap_or(0)
    }

    fn byte(&mut self) -> u8 {
        // Bytes that mean something to somebody come up more often than chance would have it.
        const KNOWN: &[u8] = b"\0\n\r\",;=\t\x7f\x80\xff\xfe 0+/_";
        if self.below(3) == 0 { KNOWN[self.below(KNOWN.len())] } else { self.next().to_le_bytes()[0] }
    }
}

/// Runs an entry point over `seeds`, and `count` times over something else.
pub(crate) fn replay(seeds: &[Vec<u8>], count: usize, run: impl Fn(&[u8])) {
    for seed in seeds {
        run(seed);
    }
    let mut draw = Draw(20_261_121);
    for _ in 0..count {
        let mut bytes = if seeds.is_empty() || draw.below(8) == 0 {
            (0..draw.below(300)).map(|_| draw.byte()).collect()
        } else {
            seeds[draw.below(seeds.len())].clone()
        };
        for _ in 0..=draw.below(4) {
            change(&mut bytes, &mut draw);
        }
        run(&bytes);
    }
}

fn change(bytes: &mut Vec<u8>, draw: &mut Draw) {
    if bytes.is_empty() {
        bytes.push(draw.byte());
        return;
    }
    let at = draw.below(bytes.len());
    match draw.below(6) {
        0 => bytes[at] ^= 1 << draw.below(8),
        1 => bytes[at] = draw.byte(),
        2 => bytes.insert(at, draw.byte()),
        3 => drop(bytes.remove(at)),
        4 => bytes.truncate(at),
        _ => {
            let piece = bytes[at..bytes.len().min(at + 40)].to_vec();
            let to = draw.below(bytes.len());
            bytes.splice(to..to, piece);
        }
    }
}
