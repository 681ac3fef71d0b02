package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NeighbourMixTests {

	@Test
	void aTenthIsExactlyATenth() {
		List<NeighbourCharacter> dealt = NeighbourMix.of("lekiwi=27,xle=9,dead=4").deal(1_000, 1);
		assertThat(dealt).filteredOn(NeighbourCharacter.DEAD::equals).hasSize(100);
		assertThat(dealt).filteredOn(NeighbourCharacter.XLE::equals).hasSize(225);
		assertThat(dealt).filteredOn(NeighbourCharacter.LEKIWI::equals).hasSize(675);
	}

	@Test
	void theSeedDecidesTheOrderAndNothingElse() {
		NeighbourMix mix = NeighbourMix.of("lekiwi=1,dead=1");
		assertThat(mix.deal(100, 7)).isEqualTo(mix.deal(100, 7)).isNotEqualTo(mix.deal(100, 8));
		assertThat(NeighbourMix.of("dead=1,lekiwi=1").deal(100, 7)).isEqualTo(mix.deal(100, 7));
	}

	@Test
	void withoutAMixEverybodyIsThere() {
		int weights = NeighbourMix.EVERYONE.weights().values().stream().mapToInt(Integer::intValue).sum();
		assertThat(EnumSet.copyOf(NeighbourMix.EVERYONE.deal(weights, 1)))
			.isEqualTo(EnumSet.allOf(NeighbourCharacter.class));
	}

	@Test
	void everyCharacterCanBeNamed() {
		for (NeighbourCharacter character : NeighbourCharacter.values()) {
			assertThat(NeighbourMix.of(character.label() + "=2").weights()).isEqualTo(Map.of(character, 2));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			dead        | a mix is like
			dead=       | a mix is like
			dead=-1     | a mix is like
			dead=1=2    | a mix is like
			dead=1,     | a mix is like
			dead=0      | one of them is above 0
			dead=1000001 | a weight is 0 to
			ghost=1     | 'ghost' is none of lekiwi, xle
			dead=1,dead=1 | 'dead' is twice
			""")
	void whatIsNoMixIsRefusedAndSaid(String text, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> NeighbourMix.of(text)).withMessageContaining(message);
	}

}
