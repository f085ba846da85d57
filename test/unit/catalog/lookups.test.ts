import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as catalog from "../../../server/src/catalog/index.ts";

describe("operators", () => {
  it("are 27, each found by its exact name", () => {
    assert.equal(catalog.operators().length, 27);
    for (const { name } of catalog.operators()) assert.equal(catalog.findOperator(name)?.name, name);
  });

  it("are found in any case only when asked to", () => {
    assert.equal(catalog.findOperator("IPAddress"), undefined);
    assert.equal(catalog.findOperatorIgnoringCase("IPAddress")?.name, "IpAddress");
  });

  it("know the names that people invent", () => {
    assert.equal(catalog.nearestOperator("StringMatches")?.name, "StringLike");
    assert.equal(catalog.nearestOperator("ArnEqual")?.name, "ArnEquals");
    assert.equal(catalog.nearestOperator("DateBefore")?.name, "DateLessThan");
    assert.equal(catalog.nearestOperator("BoolEquals")?.name, "Bool");
    assert.equal(catalog.nearestOperator("StringEqual")?.name, "StringEquals");
    assert.equal(catalog.nearestOperator("Frobnicate"), undefined);
  });
});

describe("actions", () => {
  it("are found in any case", () => assert.equal(catalog.findAction("STS:assumerole")?.name, "sts:AssumeRole"));

  it("are recognised when misspelt or without their prefix", () => {
    assert.equal(catalog.nearestAction("sts:AssumeRoleWithWebIdendity")?.name, "sts:AssumeRoleWithWebIdentity");
    assert.equal(catalog.nearestAction("sts:TagSessions")?.name, "sts:TagSession");
    assert.equal(catalog.nearestAction("AssumeRole")?.name, "sts:AssumeRole");
    assert.equal(catalog.nearestAction("s3:GetObject"), undefined);
  });
});

describe("services", () => {
  it("come with what people write most first and names for service-linked roles last", () => {
    assert.deepEqual(
      catalog
        .services()
        .slice(0, 2)
        .map((service) => service.name),
      ["ec2.amazonaws.com", "lambda.amazonaws.com"],
    );
    const firstLinked = catalog.services().findIndex((service) => service.linkedOnly);
    assert.ok(
      catalog
        .services()
        .slice(firstLinked)
        .every((service) => service.linkedOnly),
    );
  });

  it("compare upper and lower case", () => assert.equal(catalog.findService("Lambda.amazonaws.com"), undefined));

  it("are recognised when misspelt", () => {
    assert.equal(catalog.nearestService("ecs-task.amazonaws.com")?.name, "ecs-tasks.amazonaws.com");
    assert.equal(catalog.nearestService("lamda.amazonaws.com")?.name, "lambda.amazonaws.com");
    assert.equal(catalog.nearestService("Lambda.amazonaws.com")?.name, "lambda.amazonaws.com");
  });

  it("are not found in names that are merely as short", () =>
    assert.equal(catalog.nearestService("foo.amazonaws.com"), undefined));

  it("know other names", () => {
    assert.deepEqual(catalog.aliasOf("stepfunctions.amazonaws.com")?.names, ["states.amazonaws.com"]);
    assert.equal(catalog.aliasOf("efs.amazonaws.com")?.confidence, "likely");
    const services = new Set(catalog.services().map(({ name }) => name));
    for (const { alias } of catalog.serviceAliases()) assert.ok(!services.has(alias), `${alias} is a service`);
    assert.equal(catalog.aliasOf("__proto__"), undefined);
  });

  it("know the plain name of a regional one", () => {
    assert.equal(catalog.plainServiceName("states.eu-west-1.amazonaws.com"), "states.amazonaws.com");
    assert.equal(
      catalog.plainServiceName("directoryservice.rds.af-south-1.amazonaws.com"),
      "directoryservice.rds.amazonaws.com",
    );
    assert.equal(catalog.plainServiceName("codedeploy.cn-north-1.amazonaws.com.cn"), "codedeploy.amazonaws.com");
    assert.equal(catalog.plainServiceName("states.eu-west-11.amazonaws.com"), undefined);
    assert.equal(catalog.plainServiceName("states.amazonaws.com"), undefined);
  });
});

describe("elements", () => {
  it("belong to a place", () => {
    assert.equal(catalog.findElement("Resource", "statement")?.allowed, false);
    assert.equal(catalog.findElement("Resource", "policy"), undefined);
  });

  it("are recognised when misspelt", () => {
    assert.equal(catalog.nearestElement("Principals", "statement")?.name, "Principal");
    assert.equal(catalog.nearestElement("effect", "statement")?.name, "Effect");
    assert.equal(catalog.nearestElement("service", "principal")?.name, "Service");
    assert.equal(catalog.nearestElement("Effect", "statement"), undefined);
    assert.equal(catalog.nearestElement("Comment", "statement"), undefined);
  });
});

describe("the rest", () => {
  it("knows vendors by account", () => {
    assert.equal(catalog.vendorOf("464622532012")?.name, "Datadog");
    assert.equal(catalog.vendorOf("111122223333"), undefined);
  });

  it("knows which partition a Region belongs to", () => {
    assert.equal(catalog.findRegion("cn-north-1")?.id, "aws-cn");
    assert.equal(catalog.findRegion("eu-west-11"), undefined);
    assert.equal(catalog.findPartition("aws-us-gov")?.id, "aws-us-gov");
  });

  it("knows IAM's answers", () => assert.equal(catalog.answerOf("resource")?.text, "Has prohibited field Resource"));

  it("tells the date of its newest source", () => assert.match(catalog.catalogDate, /^\d{4}-\d{2}-\d{2}$/));
});
