//! As much of HTTP/2 as one request needs, with frames and header lists written by hand (RFC 9113, RFC 7541 without its tables).

use crate::visitor::{Visitor, trusting};
use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const DATA: u8 = 0;
const HEADERS: u8 = 1;
const SETTINGS: u8 = 4;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;

/// Posts JSON over HTTP/2 as `visitor` and gives the answer's body.
pub(crate) fn post(
    address: SocketAddr,
    certificate: &Path,
    visitor: &Visitor,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Vec<u8> {
    let config = trusting(certificate, b"h2");
    let connection = ClientConnection::new(config, ServerName::try_from("localhost").unwrap()).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(address).unwrap());
    let (host, origin) = (visitor.host(), format!("https://{}", visitor.host()));
    let mut list = Vec::new();
    let pseudo = [(":method", "POST"), (":scheme", "https"), (":authority", host.as_str()), (":path", path)];
    let usual = [("origin", origin.as_str()), ("content-type", "application/json"), ("cookie", visitor.cookie.as_deref().unwrap())];
    for (name, value) in pseudo.iter().chain(&usual).chain(headers) {
        field(&mut list, name, value);
    }
    stream.write_all(PREFACE).unwrap();
    stream.write_all(&frame(SETTINGS, 0, 0, b"")).unwrap();
    stream.write_all(&frame(HEADERS, END_HEADERS, 1, &list)).unwrap();
    stream.write_all(&frame(DATA, END_STREAM, 1, body)).unwrap();
    stream.flush().unwrap();
    assert_eq!(stream.conn.alpn_protocol(), Some(b"h2".as_slice()), "HTTP/2 was agreed on");
    let mut answer = Vec::new();
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).unwrap();
        let mut payload = vec![0; usize::from(head[0]) << 16 | usize::from(head[1]) << 8 | usize::from(head[2])];
        stream.read_exact(&mut payload).unwrap();
        if head[3] == DATA {
            answer.extend_from_slice(&payload);
        }
        if matches!(head[3], DATA | HEADERS) && head[4] & END_STREAM != 0 {
            return answer;
        }
    }
}

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

/// A literal that is never indexed, with its name in letters.
fn field(list: &mut Vec<u8>, name: &str, value: &str) {
    list.push(0x10);
    for text in [name, value] {
        length(list, text.len());
        list.extend_from_slice(text.as_bytes());
    }
}

/// An integer with a prefix of seven bits.
fn length(list: &mut Vec<u8>, length: usize) {
    let Some(mut rest) = length.checked_sub(127) else {
        return list.push(u8::try_from(length).unwrap());
    };
    list.push(127);
    while rest >= 128 {
        list.push(u8::try_from(rest % 128).unwrap() | 128);
        rest /= 128;
    }
    list.push(u8::try_from(rest).unwrap());
}
