package com.lekiwi.heartbeat.state.heartbeat;

import java.util.Objects;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.heartbeat.Versions;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import org.jspecify.annotations.Nullable;

/**
 * What a beat says of the robot itself, and seldom changes.
 *
 * @param name what people call it
 * @param type what kind of robot it is
 * @param site where it stands
 * @param address its network address
 * @param agent version of its agent
 * @param software version of its software
 */
record Profile(@Nullable String name, @Nullable RobotType type, @Nullable String site, @Nullable String address,
		@Nullable String agent, @Nullable String software) {

	static Profile of(Heartbeat beat) {
		Versions versions = beat.versions();
		return new Profile(beat.name(), beat.type(), beat.site(), beat.address(),
				(versions != null) ? versions.agent() : null, (versions != null) ? versions.software() : null);
	}

	/**
	 * Tells profiles apart, across restarts and replicas: it is kept in the store. FNV-1a
	 * over the fields; two profiles that differ have the same hash once in 2^64.
	 * @return the hash; 0 when the beat said nothing
	 */
	long hash() {
		if (this.name == null && this.type == null && this.site == null && this.address == null && this.agent == null
				&& this.software == null) {
			return 0;
		}
		long hash = 0xcbf29ce484222325L;
		hash = mix(hash, this.name);
		hash = mix(hash, (this.type != null) ? this.type.name() : null);
		hash = mix(hash, this.site);
		hash = mix(hash, this.address);
		hash = mix(hash, this.agent);
		hash = mix(hash, this.software);
		return (hash != 0) ? hash : 1;
	}

	private static long mix(long hash, @Nullable String text) {
		long mixed = hash;
		// An absent field and an empty one differ, and a field ends where it ends.
		String value = Objects.requireNonNullElse(text, "\u0001");
		for (int i = 0; i < value.length(); i++) {
			mixed = (mixed ^ value.charAt(i)) * 0x100000001b3L;
		}
		return (mixed ^ 0x1F) * 0x100000001b3L;
	}

}
