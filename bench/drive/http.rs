//! One kept connection that asks and waits: as little as HTTP/1.1 needs, so that the generator leaves the machine to the server.

use crate::Outcome;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    /// Host, origin and cookie.
    head: String,
}

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Connection {
    pub async fn open(port: u16, cookie: Option<&str>) -> Outcome<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        let cookie = cookie.map(|cookie| format!("Cookie: {cookie}\r\n")).unwrap_or_default();
        let head = format!("Host: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n{cookie}");
        Ok(Self { stream, buffer: Vec::with_capacity(1 << 16), head })
    }

    pub async fn ask(&mut self, method: &str, path: &str, body: Option<&str>) -> Outcome<Answer> {
        self.ask_with("application/json", method, path, body).await
    }

    /// A file.
    pub async fn upload(&mut self, path: &str, text: &str) -> Outcome<serde_json::Value> {
        success(path, &self.ask_with("text/csv", "POST", path, Some(text)).await?)
    }

    async fn ask_with(&mut self, kind: &str, method: &str, path: &str, body: Option<&str>) -> Outcome<Answer> {
        let content = body.map(|body| format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len()));
        let request = format!("{method} {path} HTTP/1.1\r\n{}{}\r\n{}", self.head, content.unwrap_or_default(), body.unwrap_or_default());
        self.stream.write_all(request.as_bytes()).await?;
        self.buffer.clear();
        let end = loop {
            if let Some(at) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            self.fill().await?;
        };
        let head = String::from_utf8_lossy(&self.buffer[..end]).into_owned();
        let status = head.get(9..12).and_then(|digits| digits.parse().ok()).ok_or("no status")?;
        let length = header(&head, "content-length").and_then(|value| value.parse().ok()).unwrap_or(0_usize);
        if header(&head, "transfer-encoding").is_some() {
            return Err(format!("{path} was answered in chunks").into());
        }
        while self.buffer.len() < end + length {
            self.fill().await?;
        }
        Ok(Answer { status, head, body: self.buffer[end..end + length].to_vec() })
    }

    /// A JSON answer that must be a success.
    pub async fn json(&mut self, method: &str, path: &str, body: Option<&str>) -> Outcome<serde_json::Value> {
        success(path, &self.ask(method, path, body).await?)
    }

    async fn fill(&mut self) -> Outcome<()> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err("the server closed the connection".into()),
            _ => Ok(()),
        }
    }
}

fn success(path: &str, answer: &Answer) -> Outcome<serde_json::Value> {
    if !(200..300).contains(&answer.status) {
        return Err(format!("{path}: {} {}", answer.status, String::from_utf8_lossy(&answer.body)).into());
    }
    Ok(serde_json::from_slice(&answer.body)?)
}

pub fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().filter_map(|line| line.split_once(':')).find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}
