package com.lekiwi.heartbeat.fleet.behaviour;

import com.lekiwi.heartbeat.contract.heartbeat.Battery;
import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.heartbeat.Resources;
import com.lekiwi.heartbeat.contract.heartbeat.TeleoperationEvidence;
import com.lekiwi.heartbeat.contract.heartbeat.Versions;

/**
 * All that is true of a robot at one step of its life.
 *
 * @param presence whether it beats
 * @param boot counts its boots, from 1
 * @param status what it says of itself
 * @param battery its battery
 * @param resources use of its computer
 * @param versions its software
 * @param evidence what it can see of its being driven
 * @param teleoperation what is true of its being driven
 */
public record Moment(Presence presence, int boot, ReportedStatus status, Battery battery, Resources resources,
		Versions versions, TeleoperationEvidence evidence, TeleoperationTruth teleoperation) {

}
