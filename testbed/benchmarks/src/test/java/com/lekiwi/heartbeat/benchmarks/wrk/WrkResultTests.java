package com.lekiwi.heartbeat.benchmarks.wrk;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WrkResultTests {

	private static final String OUTPUT = """
			Running 10s test @ http://127.0.0.1:8012
			  1 threads and 64 connections
			Requests/sec:  30061.21
			wrk-result {"next":400123,"answers":300060,"duration_us":10000000,"p50_us":1900.0,"p99_us":6400.0,\
			"p999_us":11000.0,"max_us":20000.0,"bad_status":60,"socket_errors":2,"timeouts":1,"cpu_s":3.25}
			""";

	@Test
	void theResultIsFoundInWhatWrkSays() {
		WrkResult result = WrkResult.parse(OUTPUT);
		assertThat(result.next()).isEqualTo(400_123);
		assertThat(result.p50Us()).isEqualTo(1_900);
		assertThat(result.p99Us()).isEqualTo(6_400);
		assertThat(result.p999Us()).isEqualTo(11_000);
		assertThat(result.cpuSeconds()).isEqualTo(3.25);
	}

	@Test
	void onlyGoodAnswersCountTowardsTheRate() {
		WrkResult result = WrkResult.parse(OUTPUT);
		assertThat(result.good()).isEqualTo(300_000);
		assertThat(result.perSecond()).isEqualTo(30_000);
	}

	@Test
	void everythingThatWentWrongIsAnError() {
		assertThat(WrkResult.parse(OUTPUT).errors()).isEqualTo(63);
	}

	@Test
	void whatWrkSaysInsteadOfAResultIsShown() {
		assertThatExceptionOfType(BenchmarkException.class)
			.isThrownBy(() -> WrkResult.parse("unable to connect to 127.0.0.1:1 Connection refused\n"))
			.withMessageContaining("Connection refused");
	}

	@Test
	void aResultThatLacksAValueIsRefused() {
		assertThatExceptionOfType(BenchmarkException.class)
			.isThrownBy(() -> WrkResult.parse("wrk-result {\"next\":1,\"answers\":1}"))
			.withMessageContaining("cannot be read");
	}

}
