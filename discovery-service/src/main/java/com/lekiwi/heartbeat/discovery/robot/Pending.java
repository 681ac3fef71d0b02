package com.lekiwi.heartbeat.discovery.robot;

import com.lekiwi.heartbeat.discovery.probe.Identity;

/**
 * A robot that this replica is to register now.
 *
 * @param address where it was found
 * @param robot who it is
 */
record Pending(String address, Identity robot) {

}
