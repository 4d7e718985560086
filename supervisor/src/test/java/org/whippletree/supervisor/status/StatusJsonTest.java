package org.whippletree.supervisor.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class StatusJsonTest {
    @Test
    void rendersTheSchemaFieldByField() {
        JsonObject json = StatusJson.render(SampleStatus.sample());

        assertEquals("""
                {"schema":1,\
                "server":{"host":"box","pid":4000,"version":"0.1.0","generation":2,"startedAt":"2026-11-18T11:06:40Z"},\
                "totals":{"requests":1000,"bytes":2048000,"connections":22,"workersBusy":4,"workersIdle":4,\
                "acceptQueue":3,"evenness":1.0},\
                "children":[\
                {"slot":0,"pid":4001,"generation":2,"state":"READY","since":"2026-11-18T11:06:41.500Z","accepting":true,"armed":true,\
                "connections":{"reading":1,"processing":2,"writing":3,"keepAlive":4,"closing":5,"tunnel":6},\
                "workers":{"busy":3,"idle":1,"queued":7,"letters":"WR_W","jobs":[]},\
                "requests":900,"bytes":1843200,"sheds":10,"shedReasons":{"busierThanSiblings":3,"workersBusy":2,"clientsWaiting":1,"ownWorkersBusy":4},\
                "idleClosed":2,"crossed":1,"holdOffs":20,"holdOffReasons":{"yielded":15,"delayed":5},\
                "load":10.0,"share":1.0,"loopLagMillis":0},\
                {"slot":1,"pid":4002,"generation":1,"state":"DRAINING","since":"2026-11-18T11:07:40Z","accepting":false,"armed":false,\
                "connections":{"reading":0,"processing":1,"writing":0,"keepAlive":0,"closing":0,"tunnel":0},\
                "workers":{"busy":1,"idle":3,"queued":0,"letters":"___W","jobs":[]},\
                "requests":100,"bytes":204800,"sheds":11,"shedReasons":{"busierThanSiblings":3,"workersBusy":2,"clientsWaiting":1,"ownWorkersBusy":5},\
                "idleClosed":2,"crossed":1,"holdOffs":21,"holdOffReasons":{"yielded":15,"delayed":6},\
                "load":1.0,"share":1.0,"loopLagMillis":0},\
                {"slot":2,"pid":4003,"generation":2,"state":"STARTING","since":"2026-11-18T11:08:13Z","accepting":false,"armed":false,\
                "connections":{"reading":0,"processing":0,"writing":0,"keepAlive":0,"closing":0,"tunnel":0},\
                "workers":{"busy":0,"idle":0,"queued":0,"letters":"SSSS","jobs":[]},\
                "requests":0,"bytes":0,"sheds":0,"shedReasons":{"busierThanSiblings":0,"workersBusy":0,"clientsWaiting":0,"ownWorkersBusy":0},\
                "idleClosed":0,"crossed":0,"holdOffs":0,"holdOffReasons":{"yielded":0,"delayed":0},\
                "load":0.0,"share":1.0,"loopLagMillis":0}],\
                "balancers":[\
                {"name":"app","members":[\
                {"url":"http://127.0.0.1:9001","state":"Ok","busy":3,"requests":660,"errors":1},\
                {"url":"http://127.0.0.1:9002","state":"Err","busy":0,"requests":40,"errors":7}]},\
                {"name":"http://10.0.0.9:8000/old","members":[\
                {"url":"http://10.0.0.9:8000/old","state":"unknown","busy":0,"requests":0,"errors":0}]}]}""", json.encode());
    }
}
