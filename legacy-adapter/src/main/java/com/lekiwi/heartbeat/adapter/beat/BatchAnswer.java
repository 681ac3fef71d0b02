package com.lekiwi.heartbeat.adapter.beat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Reads state-manager's answer to a batch, and settles each beat by it. */
final class BatchAnswer {

	private static final Logger log = LoggerFactory.getLogger(BatchAnswer.class);

	private final JsonMapper mapper = JsonMapper.builder().build();

	/**
	 * Settles the beats of which the answer tells; what it does not tell of stays open.
	 * @param answer the body of a 200
	 * @param batch the beats, in the order of the request
	 * @throws IOException if the answer breaks off or is none
	 */
	void settle(InputStream answer, List<WaitingBeat> batch) throws IOException {
		try (JsonParser json = this.mapper.createParser(answer)) {
			if (json.nextToken() != JsonToken.START_OBJECT) {
				throw new IOException("the answer is no object");
			}
			for (String name = json.nextName(); name != null; name = json.nextName()) {
				json.nextToken();
				if (name.equals("accepted") && json.getIntValue() == batch.size()) {
					// All of them: what follows says the same, one by one.
					batch.forEach(beat -> beat.settle(Delivery.COMMITTED));
					return;
				}
				if (name.equals("items") && json.currentToken() == JsonToken.START_ARRAY) {
					settleItems(json, batch);
				}
				else {
					json.skipChildren();
				}
			}
		}
		catch (JacksonException ex) {
			throw new IOException("the answer cannot be read: " + ex.getOriginalMessage(), ex);
		}
	}

	private static void settleItems(JsonParser json, List<WaitingBeat> batch) throws IOException {
		int refused = 0;
		int position = 0;
		for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
			if (token != JsonToken.START_OBJECT || position == batch.size()) {
				throw new IOException("the answer is not one of " + batch.size() + " items");
			}
			Delivery delivery = delivery(json);
			batch.get(position).settle(delivery);
			position++;
			refused += (delivery == Delivery.REFUSED) ? 1 : 0;
		}
		if (refused > 0) {
			log.warn("state-manager refused {} of {} beats that the legacy takes", refused, batch.size());
		}
	}

	private static Delivery delivery(JsonParser json) {
		String status = "";
		for (String name = json.nextName(); name != null; name = json.nextName()) {
			json.nextToken();
			if (name.equals("status") && json.currentToken() == JsonToken.VALUE_STRING) {
				status = json.getString();
			}
			else {
				json.skipChildren();
			}
		}
		return switch (status) {
			case "accepted" -> Delivery.COMMITTED;
			case "invalid", "refused" -> Delivery.REFUSED;
			default -> Delivery.UNAVAILABLE;
		};
	}

}
