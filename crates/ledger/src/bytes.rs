//! Bytes in and out of a row: big-endian numbers and lengths before contents.
//!
//! Reading never trusts a length: it is checked against what is there before anything
//! is taken, and nothing is allocated for it.

/// Puts values after each other.
#[derive(Default)]
pub(crate) struct Put(pub(crate) Vec<u8>);

impl Put {
    pub(crate) fn with_capacity(bytes: usize) -> Put {
        Put(Vec::with_capacity(bytes))
    }

    pub(crate) fn u8(mut self, value: u8) -> Put {
        self.0.push(value);
        self
    }

    pub(crate) fn u16(mut self, value: u16) -> Put {
        self.0.extend_from_slice(&value.to_be_bytes());
        self
    }

    pub(crate) fn u32(mut self, value: u32) -> Put {
        self.0.extend_from_slice(&value.to_be_bytes());
        self
    }

    pub(crate) fn u64(mut self, value: u64) -> Put {
        self.0.extend_from_slice(&value.to_be_bytes());
        self
    }

    pub(crate) fn raw(mut self, value: &[u8]) -> Put {
        self.0.extend_from_slice(value);
        self
    }

    /// A length of four bytes, then the bytes. The ledger's limits are far below it.
    pub(crate) fn block(self, value: &[u8]) -> Put {
        let length = u32::try_from(value.len()).unwrap_or(u32::MAX);
        self.u32(length).raw(value)
    }
}

/// Takes values off the front; `None` where there are too few bytes.
pub(crate) struct Take<'a>(pub(crate) &'a [u8]);

impl<'a> Take<'a> {
    pub(crate) fn raw(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.raw(N)?.try_into().ok()
    }

    pub(crate) fn u8(&mut self) -> Option<u8> {
        self.array::<1>().map(|[value]| value)
    }

    pub(crate) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_be_bytes)
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_be_bytes)
    }

    pub(crate) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_be_bytes)
    }

    pub(crate) fn block(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.u32()?).ok()?;
        self.raw(length)
    }

    pub(crate) fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}
