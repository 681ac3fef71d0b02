package com.lekiwi.heartbeat.state.heartbeat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GroupFormationTests {

	@Test
	void aGroupIsNotWholeWhileBeatsKeepComing() {
		GroupFormation formation = new GroupFormation(100, 1_000);
		assertThat(formation.isWhole(0)).isFalse();
		assertThat(formation.isWhole(20)).isFalse();
		assertThat(formation.isWhole(59)).isFalse();
	}

	@Test
	void mostOfTheGroupBeforeIsEnough() {
		assertThat(new GroupFormation(100, 1_000).isWhole(60)).isTrue();
		assertThat(new GroupFormation(1, 1_000).isWhole(1)).isTrue();
	}

	@Test
	void whenNoMoreComeItIsWhole() {
		GroupFormation formation = new GroupFormation(100, 1_000);
		assertThat(formation.isWhole(3)).isFalse();
		assertThat(formation.isWhole(3)).isTrue();
	}

	@Test
	void nothingIsNoGroup() {
		GroupFormation formation = new GroupFormation(0, 1_000);
		assertThat(formation.isWhole(0)).isFalse();
		assertThat(formation.isWhole(0)).isFalse();
	}

	@Test
	void aFullGroupIsWholeHoweverLargeTheOneBeforeWas() {
		assertThat(new GroupFormation(100_000, 1_000).isWhole(1_000)).isTrue();
	}

}
