//! The work itself: Argon2id in a block of memory that is used again and again.

use super::{Params, PasswordError, Pepper};
use crate::secret::leaving_no_trace;
use argon2::{Algorithm, Argon2, Block, Version};
use zeroize::Zeroize as _;

/// A thread's block of memory. It holds traces of the last password until it is wiped.
#[derive(Default)]
pub(super) struct Memory {
    blocks: Vec<Block>,
    used: usize,
    last: Work,
}

/// What was computed, counted in what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Work {
    pub(super) blocks: usize,
    pub(super) passes: u32,
    pub(super) lanes: u32,
}

impl Memory {
    /// Computes the tag of `password` into `tag`.
    pub(super) fn compute(
        &mut self,
        params: Params,
        pepper: Option<&Pepper>,
        salt: &[u8],
        password: &[u8],
        tag: &mut [u8],
    ) -> Result<(), PasswordError> {
        let costs = argon2::Params::new(params.memory_kib(), params.passes(), params.lanes(), Some(tag.len()))
            .map_err(|_| PasswordError::Record("its parameters are damaged"))?;
        let blocks = costs.block_count();
        self.make_room(blocks)?;
        let secret: &[u8] = pepper.map_or(&[], |pepper| pepper.expose());
        let argon2 = Argon2::new_with_secret(secret, Algorithm::Argon2id, Version::V0x13, costs)
            .map_err(|_| PasswordError::Record("its parameters are damaged"))?;
        self.used = blocks;
        // The password passes through a hash state on the stack.
        leaving_no_trace(|| argon2.hash_password_into_with_memory(password, salt, tag, &mut self.blocks[..blocks]))
            .map_err(|_| PasswordError::Record("its salt or tag has an odd length"))?;
        self.last = Work { blocks, passes: params.passes(), lanes: params.lanes() };
        Ok(())
    }

    /// Wipes what the last work left.
    pub(super) fn wipe(&mut self) {
        for block in &mut self.blocks[..self.used] {
            block.zeroize();
        }
        self.used = 0;
    }

    /// Gives back what goes beyond `keep` blocks. What is given back must have been wiped.
    pub(super) fn shrink(&mut self, keep: usize) {
        self.blocks.truncate(keep);
        self.blocks.shrink_to(keep);
    }

    /// Whether no memory is held.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The last work done.
    #[cfg(test)]
    pub(super) fn last(&self) -> Work {
        self.last
    }

    /// Where the memory lies and how much it is.
    #[cfg(test)]
    pub(super) fn place(&self) -> (usize, usize) {
        (self.blocks.as_ptr().addr(), self.blocks.len())
    }

    /// Whether no trace is left.
    #[cfg(test)]
    pub(super) fn is_clean(&self) -> bool {
        self.blocks.iter().all(|block| block.as_ref().iter().all(|&word| word == 0))
    }

    fn make_room(&mut self, blocks: usize) -> Result<(), PasswordError> {
        if let Some(more) = blocks.checked_sub(self.blocks.len()) {
            self.blocks.try_reserve_exact(more).map_err(|_| PasswordError::OutOfMemory)?;
            self.blocks.resize(blocks, Block::new());
        }
        Ok(())
    }
}
