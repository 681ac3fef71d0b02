package com.lekiwi.heartbeat.stores;

import java.util.concurrent.CountDownLatch;

/** Starts the shared stores, says their process ids, and waits to be ended. */
final class SharedStoresProgram {

	private SharedStoresProgram() {
	}

	static void main() throws InterruptedException {
		System.out.println(SharedStores.postgres().pid().orElseThrow());
		System.out.println(SharedStores.redis().pid().orElseThrow());
		new CountDownLatch(1).await();
	}

}
