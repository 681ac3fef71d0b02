package com.lekiwi.heartbeat.state.heartbeat;

/**
 * Says when the next group is whole, so that it is not waited for any longer: when it is
 * full, when it is most of what the last one was, or when beats wait and no more of them
 * came between two looks.
 */
final class GroupFormation {

	/**
	 * Those who were answered and are not back yet would wait for the processor anyway:
	 * while this group commits, they form the next.
	 */
	private static final double MOST = 0.6;

	private final int enough;

	private int before;

	/**
	 * Begins a group.
	 * @param last how many beats the group before had
	 * @param most how many a group may have
	 */
	GroupFormation(int last, int most) {
		this.enough = Math.clamp(Math.round(last * MOST), 1, most);
	}

	/**
	 * Looks at the group.
	 * @param waiting how many beats wait now
	 * @return whether it is whole
	 */
	boolean isWhole(int waiting) {
		boolean still = waiting > 0 && waiting == this.before;
		this.before = waiting;
		return still || waiting >= this.enough;
	}

}
