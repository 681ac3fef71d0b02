package com.lekiwi.heartbeat.discovery.robot;

import java.time.Instant;

import com.lekiwi.heartbeat.discovery.address.LiteralAddress;
import com.lekiwi.heartbeat.discovery.probe.Evidence;
import com.lekiwi.heartbeat.discovery.probe.Identity;
import org.jspecify.annotations.Nullable;

/**
 * The last robot that was found at an address, and what became of it.
 *
 * @param address the address
 * @param port where it answered
 * @param robot who it is
 * @param evidence how that is known
 * @param adoption what became of it
 * @param adoptionDetail why it is refused, or still pending
 * @param attempts how often its adoption was tried in vain
 * @param nextAttemptAt when it is tried again
 * @param adoptedAt when state-manager took it
 * @param ignoredReason why it is left alone
 * @param scanId the scan that found it last
 * @param seenAt when
 */
public record FoundRobot(LiteralAddress address, int port, Identity robot, @Nullable Evidence evidence,
		Adoption adoption, @Nullable String adoptionDetail, int attempts, @Nullable Instant nextAttemptAt,
		@Nullable Instant adoptedAt, @Nullable String ignoredReason, long scanId, Instant seenAt) {

}
