package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * How many neighbours have which character.
 *
 * @param weights shares of the characters in all neighbours; who is not named is not
 * there
 */
public record NeighbourMix(Map<NeighbourCharacter, Integer> weights) {

	/** Every character is there, and robots are the most. */
	public static final NeighbourMix EVERYONE = new NeighbourMix(
			Arrays.stream(NeighbourCharacter.values()).collect(Collectors.toMap(each -> each, each -> each.weight())));

	private static final int HEAVIEST = 1_000_000;

	/**
	 * Checks the weights and copies them.
	 * @throws IllegalArgumentException if one is negative or too large, or all are 0
	 */
	public NeighbourMix {
		if (weights.values().stream().anyMatch(weight -> weight < 0 || weight > HEAVIEST)
				|| weights.values().stream().allMatch(weight -> weight == 0)) {
			throw new IllegalArgumentException("a weight is 0 to " + HEAVIEST + ", and one of them is above 0");
		}
		weights = Collections.unmodifiableMap(new EnumMap<>(weights));
	}

	/**
	 * Reads a mix.
	 * @param text characters and weights, {@code lekiwi=9,dead=1}
	 * @return the mix
	 * @throws IllegalArgumentException with one line that says what is wrong
	 */
	public static NeighbourMix of(String text) {
		Map<NeighbourCharacter, Integer> weights = new EnumMap<>(NeighbourCharacter.class);
		for (String part : text.split(",", -1)) {
			String[] pair = part.split("=", -1);
			if (pair.length != 2 || !pair[1].matches("[0-9]{1,7}")) {
				throw new IllegalArgumentException("a mix is like lekiwi=9,dead=1, not '" + part + "'");
			}
			if (weights.put(character(pair[0]), Integer.parseInt(pair[1])) != null) {
				throw new IllegalArgumentException("'" + pair[0] + "' is twice in the mix");
			}
		}
		return new NeighbourMix(weights);
	}

	/**
	 * Deals the characters out: of each its share, up to one more or less, in an order
	 * that the seed decides.
	 */
	List<NeighbourCharacter> deal(int neighbours, long seed) {
		long total = this.weights.values().stream().mapToLong(Integer::longValue).sum();
		List<NeighbourCharacter> dealt = new ArrayList<>(neighbours);
		long weight = 0;
		for (Map.Entry<NeighbourCharacter, Integer> share : this.weights.entrySet()) {
			weight += share.getValue();
			int upTo = Math.toIntExact(neighbours * weight / total);
			while (dealt.size() < upTo) {
				dealt.add(share.getKey());
			}
		}
		Collections.shuffle(dealt, Random.from(new SplittableRandom(seed)));
		return List.copyOf(dealt);
	}

	private static NeighbourCharacter character(String label) {
		return Arrays.stream(NeighbourCharacter.values())
			.filter(each -> each.label().equals(label))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("'" + label + "' is none of "
					+ Arrays.stream(NeighbourCharacter.values())
						.map(NeighbourCharacter::label)
						.collect(Collectors.joining(", "))));
	}

}
