package com.lekiwi.heartbeat.discovery.mdns;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;

import com.lekiwi.heartbeat.discovery.address.LiteralAddress;
import com.lekiwi.heartbeat.discovery.fixture.Discovery;
import com.lekiwi.heartbeat.discovery.fixture.Neighbour;
import com.lekiwi.heartbeat.discovery.fixture.StreetTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Announcements on the loopback, and what becomes of them. */
@Timeout(120)
class MdnsIntegrationTests extends StreetTest {

	@Test
	void aRobotThatAnnouncesItselfIsAskedAndItsAnnouncementIsNotBelieved() throws IOException {
		InetAddress own = InetAddress.ofLiteral("127.0.0.1");
		this.street.build("127.0.0.1", Neighbour.lekiwi("kiwi-1"));
		try (Discovery replica = replica("networks.allowed=127.0.0.0/16", "mdns.debounce=100ms");
				JmDNS announcer = JmDNS.create(own, "robot")) {
			announcer.registerService(ServiceInfo.create(MdnsBrowser.TYPE, "an-xle", 9, "type=xle"));
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> !replica.api().read("/api/v2/discovery/robots").get("robots").isEmpty());
			assertThat(replica.api().read("/api/v2/discovery/robots").at("/robots/0/robot/type").stringValue())
				.isEqualTo("lekiwi");
			assertThat(replica.api().read("/api/v2/discovery/scans").at("/scans/0/kind").stringValue())
				.isEqualTo("mdns");
		}
	}

	@Test
	void ofManyAnnouncementsToTwoReplicasOneScanIsMade() {
		this.street.build("127.20.14.1", Neighbour.lekiwi("kiwi-1")).build("127.20.14.2", Neighbour.lekiwi("kiwi-2"));
		try (Discovery one = replica("mdns.debounce=300ms"); Discovery two = replica("mdns.debounce=300ms")) {
			for (int i = 0; i < 20; i++) {
				for (Discovery replica : List.of(one, two)) {
					replica.bean(Hints.class).announced(new LiteralAddress("127.20.14.1"));
					replica.bean(Hints.class).announced(new LiteralAddress("127.20.14.2"));
				}
			}
			one.bean(Hints.class).announced(new LiteralAddress("169.254.169.254"));
			one.bean(Hints.class).announced(new LiteralAddress("10.0.0.1"));
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> one.api().read("/api/v2/discovery/robots").get("robots").size() == 2);
			one.bean(Hints.class).announced(new LiteralAddress("127.20.14.3"));
			two.bean(Hints.class).announced(new LiteralAddress("127.20.14.1"));
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> this.database.queryForObject(
						"SELECT count(*) FROM discovery_results WHERE address = '127.20.14.3'", Integer.class) == 1);
			assertThat(this.street.visits().values()).containsOnly(1);
			assertThat(this.database.queryForObject("SELECT sum(total) FROM discovery_scans", Integer.class))
				.isEqualTo(3);
		}
	}

	private Discovery replica(String... settings) {
		String[] all = Arrays.copyOf(settings, settings.length + 2);
		all[settings.length] = "mdns.enabled=true";
		all[settings.length + 1] = "networks.ports=" + this.street.port();
		return Discovery.start(this.store, all);
	}

}
