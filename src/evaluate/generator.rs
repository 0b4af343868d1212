//! A deterministic pseudo-random number generator.
//!
//! The Mersenne Twister MT19937 of Matsumoto and Nishimura (1998), seeded with their array method, and the algorithm of
//! Python's `random` for a number below a bound: Python code with the same seed draws the same samples.

const SIZE: usize = 624;
const MIDDLE: usize = 397;

/// The state of the generator.
pub(super) struct Generator {
    state: [u32; SIZE],
    next: usize,
}

impl Generator {
    /// A generator with this seed.
    pub(super) fn new(seed: u32) -> Self {
        let mut state = [0_u32; SIZE];
        state[0] = 19_650_218;
        for at in 1..SIZE {
            state[at] = mixed(state[at - 1]).wrapping_mul(1_812_433_253).wrapping_add(index(at));
        }
        let mut at = 1;
        for round in 0..2 * SIZE - 1 {
            // one round more than there are words of state; the first mixes in the seed, the second the index
            let (factor, keyed) = if round < SIZE { (1_664_525, true) } else { (1_566_083_941, false) };
            let stirred = state[at] ^ mixed(state[at - 1]).wrapping_mul(factor);
            state[at] = if keyed { stirred.wrapping_add(seed) } else { stirred.wrapping_sub(index(at)) };
            at += 1;
            if at >= SIZE {
                state[0] = state[SIZE - 1];
                at = 1;
            }
        }
        state[0] = 0x8000_0000;
        Self { state, next: SIZE }
    }

    /// A number in `0..bound`; `bound` must not be 0. Uses rejection sampling, with at most two draws on average.
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        let surplus = bound.leading_zeros();
        loop {
            let drawn = self.draw() >> surplus;
            if drawn < bound {
                return drawn;
            }
        }
    }

    fn draw(&mut self) -> u32 {
        if self.next >= SIZE {
            self.refill();
        }
        let mut drawn = self.state[self.next];
        self.next += 1;
        drawn ^= drawn >> 11;
        drawn ^= (drawn << 7) & 0x9D2C_5680;
        drawn ^= (drawn << 15) & 0xEFC6_0000;
        drawn ^ (drawn >> 18)
    }

    fn refill(&mut self) {
        for at in 0..SIZE {
            let joined = (self.state[at] & 0x8000_0000) | (self.state[(at + 1) % SIZE] & 0x7FFF_FFFF);
            let twist = if joined & 1 == 1 { 0x9908_B0DF } else { 0 };
            self.state[at] = self.state[(at + MIDDLE) % SIZE] ^ (joined >> 1) ^ twist;
        }
        self.next = 0;
    }
}

fn mixed(word: u32) -> u32 {
    word ^ (word >> 30)
}

fn index(at: usize) -> u32 {
    at as u32
}

#[cfg(test)]
mod tests {
    use super::Generator;

    #[test]
    fn it_matches_python() {
        // [random.Random(20161108).randrange(84) for _ in range(8)], and the 2000th getrandbits(32)
        let mut generator = Generator::new(20_161_108);
        let drawn: Vec<u32> = (0..8).map(|_| generator.below(84)).collect();
        assert_eq!(drawn, [21, 42, 79, 7, 31, 1, 2, 19]);
        let mut generator = Generator::new(20_161_108);
        let far = (0..2000).map(|_| generator.draw()).last();
        assert_eq!(far, Some(3_750_812_152));
    }
}
