package dev.marque.platform.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ChainWalkPropertyTest {

    private static final int LONGEST = 40;

    @Property
    void aChainThatNobodyTouchedVerifies(@ForAll long seed, @ForAll @IntRange(max = LONGEST) int length) {
        assertThat(new RandomChain(seed, length).verify()).isEmpty();
    }

    @Property(tries = 5_000)
    void anySingleMutationIsFound(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = LONGEST) int length,
            @ForAll Mutation mutation,
            @ForAll @IntRange(max = LONGEST) int where,
            @ForAll @IntRange(max = 1_000) int apart) {
        RandomChain chain = new RandomChain(seed, length);
        int one = where % length;
        int other = (one + 1 + apart % (length - 1)) % length;

        mutation.apply(chain, one, other);

        assertThat(chain.verify()).as("%s at %d and %d", mutation, one, other).isNotEmpty();
    }
}
