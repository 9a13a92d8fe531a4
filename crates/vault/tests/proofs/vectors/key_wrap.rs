//! AES key wrap with padding: the two examples of RFC 5649 section 6.

use super::unhex;
use aes_kw::{KeyInit as _, KwpAes192};

#[test]
fn rfc_5649() {
    let kek: [u8; 24] = unhex("5840df6e29b02af1 ab493b705bf16ea1 ae8338f4dcc176a8").try_into().unwrap();
    let cases = [
        ("c37b7e6492584340 bed1220780894115 5068f738", "138bdeaa9b8fa7fc 61f97742e72248ee 5ae6ae5360d1ae6a 5f54f373fa543b6a"),
        ("466f7250617369", "afbeb0f07dfbf541 9200f2ccb50bb24f"),
    ];
    for (key, wrapped) in cases {
        let (key, wrapped) = (unhex(key), unhex(wrapped));
        let mut room = [0; 40];
        assert_eq!(KwpAes192::new(&kek.into()).wrap_key(&key, &mut room).unwrap(), wrapped);
        let mut room = vec![0; wrapped.len() - 8];
        assert_eq!(KwpAes192::new(&kek.into()).unwrap_key(&wrapped, &mut room).unwrap(), key);
        for at in 0..wrapped.len() {
            let altered = crate::world::flipped(&wrapped, at);
            assert!(KwpAes192::new(&kek.into()).unwrap_key(&altered, &mut room).is_err(), "byte {at}");
        }
    }
}
