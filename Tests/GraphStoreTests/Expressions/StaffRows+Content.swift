extension StaffRows {
  /// Ada leads Ben and Cy; Dee has no value anywhere; R1 is a robot; Old is deleted.
  static let rows = [
    """
    INSERT INTO being (key, id, type, rank, manager, properties) VALUES (1, 'a', 'test.person', 7, NULL, '{
      "displayName":"Ada Löwe","description":"first","mail":"ada@x.example","active":true,"age":36,"steps":5000000000,
      "score":1.5,"balance":10.25,"joined":"2026-01-31T10:00:00Z","born":"1990-12-10","wakes":"07:30:00.0000000",
      "shift":"PT8H","token":"6fd2c87f-b296-42f0-b197-1e91e994b900","colour":"green","audience":"user,group",
      "progress":"PendingApproval","photo":"T0RhdA==","tags":["Red","blue"],"marks":[1,2,3],
      "plans":[{"planId":"00000000-0000-0000-0000-000000000001","name":"Basic","units":5,
      "since":"2026-01-01T00:00:00Z","tags":["x"]},{"planId":"00000000-0000-0000-0000-000000000002",
      "name":"Full","units":50,"since":null,"tags":[]}],
      "address":{"city":"Graz","position":{"latitude":47.07,"floor":3}},"secret":"s"}')
    """,
    """
    INSERT INTO being (key, id, type, rank, manager, properties) VALUES (2, 'b', 'test.person', 3, 1, '{
      "displayName":"ben O''Neil","mail":"ben@x.example","active":false,"age":20,"steps":-3,"score":"INF",
      "balance":-4,"joined":"2026-02-01T00:00:00.5Z","born":"2001-02-28","wakes":"09:00:00.0000000","shift":"PT30M",
      "token":"00000000-0000-0000-0000-00000000000a","colour":"red","audience":"device","progress":"NotStarted",
      "tags":[],"marks":[4],"plans":[],"address":{"city":"linz","position":null}}')
    """,
    """
    INSERT INTO being (key, id, type, rank, manager, properties) VALUES (3, 'c', 'test.person', NULL, 1, '{
      "displayName":"Cy","active":true,"age":-7,"score":-0.5,"balance":2.5,"joined":"2025-12-31T23:59:59Z",
      "born":"2000-01-01","colour":"blue","audience":"user","tags":["RED"],"marks":[-7,0],
      "plans":[{"planId":null,"name":"Basic","units":null,"since":"2026-02-01T00:00:00Z","tags":["y","X"]}]}')
    """,
    "INSERT INTO being (key, id, type, properties) VALUES (4, 'd', 'test.person', '{}')",
    """
    INSERT INTO being (key, id, type, properties) VALUES (5, 'r', 'test.robot', '{"displayName":"Robo 1",
      "model":"X-1","hands":2}')
    """,
    """
    INSERT INTO being (key, id, type, deleted, properties) VALUES (6, 'o', 'test.person', '2026-01-01T00:00:00Z',
      '{"displayName":"Old","age":99}')
    """,
    "INSERT INTO person_friends (source, target) VALUES (1, 2), (1, 5), (2, 1), (2, 6)",
    """
    INSERT INTO card (key, id, type, owner, holder, properties) VALUES
      (11, 'c1', 'test.card', 1, 2, '{"number":"100","limit":500}'),
      (12, 'c2', 'test.card', 1, 1, '{"number":"200","limit":50.5}'),
      (13, 'c3', 'test.card', 2, 1, '{"number":"300"}')
    """,
  ]
}
