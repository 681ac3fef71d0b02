package com.lekiwi.heartbeat.discovery.probe;

import java.util.List;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import org.jspecify.annotations.Nullable;

/**
 * Who a robot is. The type is what its motors prove, never what it claims.
 *
 * @param id its id, as it says
 * @param name what people call it, as it says
 * @param type what its motors prove
 * @param rule what decided
 * @param reasons why the type is unknown; empty where it is not
 * @param claimedType what it says that it is
 * @param contradiction whether the claim and the evidence speak of different types
 */
public record Identity(RobotId id, @Nullable String name, RobotType type, TypeRule rule, List<String> reasons,
		@Nullable String claimedType, boolean contradiction) {

	/** Copies the list. */
	public Identity {
		reasons = List.copyOf(reasons);
	}

}
