package com.lekiwi.heartbeat.fleet.neighbourhood;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a neighbour does when its {@code /status} is asked for. */
public enum NeighbourCharacter {

	/** A LeKiwi that answers at once. */
	@JsonProperty("lekiwi")
	LEKIWI("lekiwi", 6),

	/** An XLE that answers at once. */
	@JsonProperty("xle")
	XLE("xle", 2),

	/** A LeKiwi or an XLE that answers after a while, within a second. */
	@JsonProperty("slow")
	SLOW("slow", 1),

	/** A LeKiwi that claims to be an XLE, or the other way round. */
	@JsonProperty("liar")
	LIAR("liar", 1),

	/** A robot whose motors contradict each other: nobody can tell what it is. */
	@JsonProperty("chimera")
	CHIMERA("chimera", 1),

	/** A LeKiwi or an XLE on whose broken bus motors are missing. */
	@JsonProperty("broken_bus")
	BROKEN_BUS("broken_bus", 1),

	/** Takes connections, and never answers. */
	@JsonProperty("dead")
	DEAD("dead", 1),

	/** Refuses connections. */
	@JsonProperty("refusing")
	REFUSING("refusing", 1),

	/** Answers bytes that are not HTTP. */
	@JsonProperty("noise")
	NOISE("noise", 1),

	/** Answers HTTP that says it is JSON, and is none. */
	@JsonProperty("broken_json")
	BROKEN_JSON("broken_json", 1),

	/** Answers JSON that is no robot's, or has no id that a robot can have. */
	@JsonProperty("other_json")
	OTHER_JSON("other_json", 1),

	/** Answers a robot's status of more than 10 MB. */
	@JsonProperty("huge")
	HUGE("huge", 1),

	/** Answers a robot's status, a byte a second. */
	@JsonProperty("drip")
	DRIP("drip", 1),

	/** Sends the asker somewhere else, where a robot's status would be. */
	@JsonProperty("redirect")
	REDIRECT("redirect", 1),

	/** A printer, which shows its page to whoever asks for anything. */
	@JsonProperty("printer")
	PRINTER("printer", 1),

	/** A web camera, which wants a password. */
	@JsonProperty("camera")
	CAMERA("camera", 1),

	/** A computer that speaks SSH on this port. */
	@JsonProperty("ssh")
	SSH("ssh", 1);

	private final String label;

	private final int weight;

	NeighbourCharacter(String label, int weight) {
		this.label = label;
		this.weight = weight;
	}

	/**
	 * How it is written, in a mix and in the truth.
	 * @return its name
	 */
	public String label() {
		return this.label;
	}

	/** Its share in the mix where none is given. */
	int weight() {
		return this.weight;
	}

}
