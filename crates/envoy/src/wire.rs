//! A connection that bytes are written to, for receivers that never answer. The one sign that they have read everything is that they
//! take leave: TLS's own goodbye is answered behind all that was sent before it.

use crate::destination::Destination;
use crate::send::{Envoy, Fault, TIME};
use std::io::ErrorKind;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

/// A connection to a receiver whose certificate was checked.
#[derive(Debug)]
pub struct Wire(TlsStream<TcpStream>);

/// How the other side took leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// It answered the goodbye: nobody between cut anything off.
    Said,
    /// It closed its end without a word. Whoever had stopped reading before the end would have torn the connection instead.
    Silent,
}

impl Envoy {
    /// Connects to a receiver.
    pub async fn wire(&self, to: &Destination) -> Result<Wire, Fault> {
        tokio::time::timeout(TIME, self.reach(to)).await.map_err(|_| Fault::Time)?.map(Wire)
    }
}

impl Wire {
    /// Writes all of it.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let written = async {
            self.0.write_all(bytes).await?;
            self.0.flush().await
        };
        tokio::time::timeout(TIME, written).await.map_err(|_| Fault::Time)?.map_err(|_| Fault::Broken)
    }

    /// Says goodbye, and waits until the other side has read up to it and closes its end.
    pub async fn close(mut self) -> Result<Leave, Fault> {
        tokio::time::timeout(TIME, self.take_leave()).await.map_err(|_| Fault::Unanswered)?
    }

    async fn take_leave(&mut self) -> Result<Leave, Fault> {
        self.0.shutdown().await.map_err(|_| Fault::Broken)?;
        let mut said = [0; 512];
        loop {
            match self.0.read(&mut said).await {
                Ok(0) => return Ok(Leave::Said),
                // What it says is nobody's concern.
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(Leave::Silent),
                Err(_) => return Err(Fault::Broken),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn this_machine_is_not_written_to() {
        let envoy = Envoy::new(None, Vec::new()).unwrap();
        for host in ["localhost", "127.0.0.1", "::1", "169.254.169.254", "10.0.0.1"] {
            let to = Destination::at(host, 6514).unwrap();
            assert_eq!(envoy.wire(&to).await.unwrap_err(), Fault::Address, "{host}");
        }
        let allowing = Envoy::new(None, vec![kernel::Network::parse("127.0.0.0/8").unwrap()]).unwrap();
        let to = Destination::at("127.0.0.1", 9999).unwrap();
        assert_eq!(allowing.wire(&to).await.unwrap_err(), Fault::Connection, "counter-proof: where it is allowed, it is gone to");
    }
}
