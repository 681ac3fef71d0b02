package com.lekiwi.heartbeat.fleet.simulation;

import com.lekiwi.heartbeat.contract.heartbeat.Battery;
import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.heartbeat.Resources;
import com.lekiwi.heartbeat.contract.heartbeat.TeleoperationEvidence;
import com.lekiwi.heartbeat.contract.heartbeat.Versions;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.fleet.behaviour.Presence;
import com.lekiwi.heartbeat.fleet.behaviour.TeleoperationTruth;
import com.lekiwi.heartbeat.fleet.dialect.Tongue;
import org.jspecify.annotations.Nullable;

/**
 * What is true of one robot now.
 *
 * @param id its id
 * @param name what people call it
 * @param type what kind of robot it is
 * @param site where it stands
 * @param address its own address
 * @param tongue what it speaks
 * @param presence whether it beats, and whether its beats can leave it
 * @param alive whether it beats and reaches the network
 * @param bootId its boot
 * @param seq the number of its last beat; 0 when this boot has made none
 * @param status what it says of itself
 * @param battery its battery
 * @param resources use of its computer
 * @param versions its software
 * @param evidence what it can see of its being driven
 * @param teleoperation what is true of its being driven
 * @param unsettled beats that wait or are being sent
 * @param lastRefusal the status and the beginning of the body of the last refusal; absent
 * when no beat was refused
 */
public record RobotTruth(RobotId id, String name, RobotType type, String site, String address, Tongue tongue,
		Presence presence, boolean alive, String bootId, long seq, ReportedStatus status, Battery battery,
		Resources resources, Versions versions, TeleoperationEvidence evidence, TeleoperationTruth teleoperation,
		int unsettled, @Nullable String lastRefusal) {

}
