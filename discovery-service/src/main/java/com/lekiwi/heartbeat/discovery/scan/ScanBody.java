package com.lekiwi.heartbeat.discovery.scan;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.lekiwi.heartbeat.discovery.address.AllowedNetworks;
import com.lekiwi.heartbeat.discovery.address.LiteralAddress;
import com.lekiwi.heartbeat.discovery.address.NotAnAddressException;
import com.lekiwi.heartbeat.discovery.address.TooManyAddressesException;
import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/** Reads the body of a request for a scan, and everything that is wrong with it. */
@Component
final class ScanBody {

	private static final int LONGEST_REASON = 256;

	private static final int MOST_FAULTS = 100;

	private final JsonMapper json = new JsonMapper();

	private final AllowedNetworks networks;

	private final int maxAddresses;

	ScanBody(AllowedNetworks networks, DiscoverySettings settings) {
		this.networks = networks;
		this.maxAddresses = settings.scans().maxAddresses();
	}

	ScanRequest read(byte[] body, String requestedBy) {
		JsonNode root = root(body);
		List<Fault> faults = new ArrayList<>();
		boolean adopt = isTrue(root.path("adopt"), faults);
		String reason = reason(root.path("reason"), faults);
		JsonNode cidr = root.path("cidr");
		JsonNode addresses = root.path("addresses");
		if (cidr.isMissingNode() == addresses.isMissingNode()) {
			faults.add(new Fault("/cidr", "either cidr or addresses must be there, and not both"));
		}
		else if (!cidr.isMissingNode() && !cidr.isString()) {
			faults.add(new Fault("/cidr", "must be a text such as 10.1.0.0/24"));
		}
		else if (cidr.isMissingNode() && (!addresses.isArray() || addresses.isEmpty())) {
			faults.add(new Fault("/addresses", "must be a list of at least one address"));
		}
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
		Collection<LiteralAddress> all = cidr.isString() ? network(cidr.stringValue()) : list(addresses);
		return new ScanRequest(ScanKind.MANUAL, cidr.isString() ? cidr.stringValue() : null, List.copyOf(all), adopt,
				requestedBy, reason);
	}

	private JsonNode root(byte[] body) {
		try {
			JsonNode root = this.json.readTree(body);
			if (root.isObject()) {
				return root;
			}
		}
		catch (JacksonException ex) {
			throw new InvalidRequestException(List.of(new Fault("", "is not JSON: " + ex.getOriginalMessage())));
		}
		throw new InvalidRequestException(List.of(new Fault("", "must be an object")));
	}

	private Set<LiteralAddress> network(String cidr) {
		try {
			return this.networks.expand(cidr);
		}
		catch (NotAnAddressException ex) {
			throw new InvalidRequestException(List.of(new Fault("/cidr", String.valueOf(ex.getMessage()))));
		}
	}

	private Set<LiteralAddress> list(JsonNode texts) {
		if (texts.size() > this.maxAddresses) {
			throw new TooManyAddressesException(BigInteger.valueOf(texts.size()), this.maxAddresses);
		}
		Set<LiteralAddress> addresses = new LinkedHashSet<>();
		List<Fault> faults = new ArrayList<>();
		for (int i = 0; i < texts.size() && faults.size() < MOST_FAULTS; i++) {
			JsonNode text = texts.get(i);
			try {
				addresses.add(this.networks.require(text.isString() ? text.stringValue() : text.toString()));
			}
			catch (NotAnAddressException ex) {
				faults.add(new Fault("/addresses/" + i, String.valueOf(ex.getMessage())));
			}
		}
		if (!faults.isEmpty()) {
			throw new InvalidRequestException(faults);
		}
		return addresses;
	}

	private static boolean isTrue(JsonNode adopt, List<Fault> faults) {
		if (!adopt.isMissingNode() && !adopt.isBoolean()) {
			faults.add(new Fault("/adopt", "must be true or false"));
			return false;
		}
		return adopt.asBoolean(false);
	}

	private static @Nullable String reason(JsonNode reason, List<Fault> faults) {
		if (reason.isMissingNode() || reason.isNull()) {
			return null;
		}
		if (!reason.isString() || reason.stringValue().length() > LONGEST_REASON
				|| reason.stringValue().indexOf('\0') >= 0) {
			faults.add(new Fault("/reason", "must be a text of at most " + LONGEST_REASON + " characters without NUL"));
			return null;
		}
		return reason.stringValue();
	}

}
