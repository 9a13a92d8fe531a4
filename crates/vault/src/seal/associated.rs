//! Associated data: parts, each behind its length, so that no two lists of parts give the same bytes.

/// Long enough for the ids and names that occur; longer ones cost an allocation.
const ROOM: usize = 256;

/// Calls `act` with `header` and the length-prefixed `parts` behind it, built on the stack where they fit.
pub(super) fn with_associated<T>(header: &[u8], parts: &[&[u8]], act: impl FnOnce(&[u8]) -> T) -> T {
    let length = header.len() + parts.iter().map(|part| 8 + part.len()).sum::<usize>();
    if length <= ROOM {
        let mut room = [0; ROOM];
        lay_out(&mut room[..length], header, parts);
        act(&room[..length])
    } else {
        let mut room = vec![0; length];
        lay_out(&mut room, header, parts);
        act(&room)
    }
}

fn lay_out(room: &mut [u8], header: &[u8], parts: &[&[u8]]) {
    let mut at = 0;
    let mut put = |bytes: &[u8]| {
        room[at..at + bytes.len()].copy_from_slice(bytes);
        at += bytes.len();
    };
    put(header);
    for part in parts {
        put(&(part.len() as u64).to_be_bytes());
        put(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(parts: &[&str]) -> Vec<u8> {
        let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
        with_associated(b"h", &parts, <[u8]>::to_vec)
    }

    #[test]
    fn moving_a_letter_to_the_next_part_changes_the_bytes() {
        assert_ne!(bytes(&["ab", "c"]), bytes(&["a", "bc"]));
        assert_ne!(bytes(&["a", ""]), bytes(&["", "a"]));
        assert_ne!(bytes(&["a"]), bytes(&["a", ""]));
    }

    #[test]
    fn long_parts_are_laid_out_like_short_ones() {
        let long = "x".repeat(300);
        let laid = bytes(&[&long, "y"]);
        assert_eq!(laid.len(), 1 + 8 + 300 + 8 + 1);
        assert_eq!(laid[0], b'h');
        assert_eq!(laid[1..9], 300_u64.to_be_bytes());
        assert_eq!(laid.last(), Some(&b'y'));
    }
}
