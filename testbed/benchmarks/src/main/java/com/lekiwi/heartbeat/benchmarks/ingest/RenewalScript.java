package com.lekiwi.heartbeat.benchmarks.ingest;

import com.lekiwi.heartbeat.benchmarks.wrk.WrkScript;

/**
 * Lease renewals as Eureka's own client sends them: request k renews the lease of
 * instance {@code k % instances}.
 */
final class RenewalScript {

	private RenewalScript() {
	}

	static WrkScript of(int instances, EurekaApplications applications) {
		String preparation = """
				local instances = %d
				local requests = {}
				for instance = 0, instances - 1 do
				  requests[instance] = string.format('PUT /eureka/apps/%%s/%s?status=UP&lastDirtyTimestamp=%d HTTP/1.1\\r\\n'
				    .. 'Host: 127.0.0.1\\r\\nAccept: application/json\\r\\nContent-Length: 0\\r\\n\\r\\n', %s, instance)
				end
				"""
			.formatted(instances, EurekaRegistration.ID_FORM, EurekaRegistration.DIRTY_TIMESTAMP, applications.lua());
		return new WrkScript("renewals", preparation, "  return requests[k % instances]");
	}

}
