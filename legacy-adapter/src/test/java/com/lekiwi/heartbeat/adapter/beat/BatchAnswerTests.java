package com.lekiwi.heartbeat.adapter.beat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class BatchAnswerTests {

	private final BatchAnswer answer = new BatchAnswer();

	@Test
	void eachBeatIsSettledByItsOwnItem() throws IOException {
		List<WaitingBeat> batch = batch(4);
		settle("""
				{"items":[{"robot_id":"a","status":"accepted"},{"status":"unavailable","robot_id":"b"},
				{"robot_id":"c","status":"invalid","faults":[{"field":"/2/key","message":"no"}]},
				{"robot_id":null,"status":"refused"}],"accepted":1}""", batch);
		assertThat(batch).extracting(WaitingBeat::await)
			.containsExactly(Delivery.COMMITTED, Delivery.UNAVAILABLE, Delivery.REFUSED, Delivery.REFUSED);
	}

	@Test
	void whenAllAreAcceptedTheCountSaysSo() throws IOException {
		List<WaitingBeat> batch = batch(2);
		settle("{\"accepted\":2,\"items\":[{\"robot_id\":\"a\",\"status\":\"accepted\"},", batch);
		assertThat(batch).extracting(WaitingBeat::await).containsOnly(Delivery.COMMITTED);
	}

	@Test
	void aStatusThatIsNotKnownIsNoCommit() throws IOException {
		List<WaitingBeat> batch = batch(2);
		settle("{\"accepted\":1,\"items\":[{\"status\":\"accepted\"},{\"status\":\"perhaps\"}]}", batch);
		assertThat(batch).extracting(WaitingBeat::await).containsExactly(Delivery.COMMITTED, Delivery.UNAVAILABLE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "{\"accepted\":\"two\"}", "<html>", "{\"accepted\":1,\"items\":[7]}",
			"{\"accepted\":1,\"items\":[", "{\"accepted\":3,\"items\":[{},{},{}]}" })
	void whatIsNoAnswerIsAFailure(String body) {
		assertThatIOException().isThrownBy(() -> settle(body, batch(2)));
	}

	@Test
	void whatTheAnswerLeavesOutStaysOpen() throws IOException {
		List<WaitingBeat> batch = batch(2);
		settle("{\"accepted\":1,\"items\":[{\"status\":\"accepted\"}]}", batch);
		assertThat(batch).extracting(WaitingBeat::isSettled).containsExactly(true, false);
	}

	private void settle(String body, List<WaitingBeat> batch) throws IOException {
		this.answer.settle(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), batch);
	}

	private static List<WaitingBeat> batch(int beats) {
		return IntStream.range(0, beats).mapToObj(_ -> new WaitingBeat(new byte[0])).toList();
	}

}
