package com.lekiwi.heartbeat.fleet.ledger;

/**
 * How many beats of one boot met which fate. The fates add up to the beats made.
 *
 * @param bootId the boot
 * @param made beats that were made and numbered
 * @param acknowledged beats that are committed
 * @param refused beats that the server will never take
 * @param droppedOut beats that were never to be sent
 * @param givenUp beats that a full outbox let go of, never taken
 * @param uncertain beats that were sent, and whose answer is not known
 * @param waiting beats that are still to be sent
 * @param failed beats of the legacy dialect that were sent in vain, perhaps taken
 * @param resent attempts after a beat's first
 * @param acknowledgedBy who acknowledged those that are acknowledged
 */
public record BootTally(String bootId, long made, long acknowledged, long refused, long droppedOut, long givenUp,
		long uncertain, long waiting, long failed, long resent, Acknowledgements acknowledgedBy) {

}
