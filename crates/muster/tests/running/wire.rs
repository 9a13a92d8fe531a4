//! A tap on the wire: a proxy that copies bytes both ways and keeps them.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// The bytes of one direction of one connection.
type Flow = Arc<Mutex<Vec<u8>>>;

pub(crate) struct Wire {
    /// Where to connect instead.
    pub(crate) address: SocketAddr,
    flows: Arc<Mutex<Vec<Flow>>>,
}

impl Wire {
    /// Taps the way to `server`. Its threads end with the test process.
    pub(crate) fn tap(server: SocketAddr) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let flows: Arc<Mutex<Vec<Flow>>> = Arc::default();
        let kept = Arc::clone(&flows);
        std::thread::spawn(move || {
            for near in listener.incoming() {
                // The server may be gone already: then the client learns it by the connection's end.
                if let (Ok(near), Ok(far)) = (near, TcpStream::connect(server)) {
                    copy(near.try_clone().unwrap(), far.try_clone().unwrap(), &kept);
                    copy(far, near, &kept);
                }
            }
        });
        Self { address, flows }
    }

    /// Everything seen so far, each direction of each connection by itself.
    pub(crate) fn captured(&self) -> Vec<Vec<u8>> {
        self.flows.lock().unwrap().iter().map(|flow| flow.lock().unwrap().clone()).collect()
    }
}

fn copy(mut from: TcpStream, mut to: TcpStream, flows: &Mutex<Vec<Flow>>) {
    let flow = Flow::default();
    flows.lock().unwrap().push(Arc::clone(&flow));
    std::thread::spawn(move || {
        let mut bytes = vec![0; 64 * 1024];
        while let Ok(length @ 1..) = from.read(&mut bytes) {
            flow.lock().unwrap().extend_from_slice(&bytes[..length]);
            if to.write_all(&bytes[..length]).is_err() {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Write);
    });
}
