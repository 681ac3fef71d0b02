package com.lekiwi.heartbeat.discovery.scan;

import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.discovery.address.LiteralAddress;
import org.jspecify.annotations.Nullable;

/**
 * A scan to be made.
 *
 * @param kind why
 * @param cidr the network, where it is one
 * @param addresses all that are to be asked, each once
 * @param adopt whether robots that are found are registered
 * @param requestedBy who asks
 * @param reason why
 */
public record ScanRequest(ScanKind kind, @Nullable String cidr, List<LiteralAddress> addresses, boolean adopt,
		String requestedBy, @Nullable String reason) {

	/** Copies the list. */
	public ScanRequest {
		addresses = List.copyOf(addresses);
	}

	/**
	 * The addresses as the database takes them.
	 * @param addresses addresses
	 * @return their texts
	 */
	public static String[] texts(Iterable<LiteralAddress> addresses) {
		List<String> texts = new ArrayList<>();
		addresses.forEach(address -> texts.add(address.text()));
		return texts.toArray(String[]::new);
	}

}
