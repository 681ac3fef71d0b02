package com.lekiwi.heartbeat.fleet.server;

import java.net.InetAddress;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.identity.RobotId;

/**
 * A request that reached the server.
 *
 * @param id the robot in the path
 * @param from the address it came from
 * @param contentType what the body says it is
 * @param heartbeat the body
 */
public record ReceivedBeat(RobotId id, InetAddress from, String contentType, Heartbeat heartbeat) {

}
