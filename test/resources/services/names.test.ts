import { expect } from 'chai';
import {
  Certificate,
  CertificateInstance,
  CertificateServiceClient,
} from 'volcengine-fluent/certificateservice';
import { DnsClient } from 'volcengine-fluent/dns';
import type { Emulator } from 'volcengine-fluent/emulator';
import { lastInput, startCloud } from '../../support/cloud-fixture.js';

describe('zones, records and certificates, by their curated methods', () => {
  let cloud: Emulator;
  let dns: DnsClient;

  before(async () => {
    cloud = await startCloud();
    dns = new DnsClient(cloud.config());
  });
  after(async () => {
    dns.close();
    await cloud.stop();
  });

  it('a zone gets records, which change, rest and come back', async () => {
    const zone = await dns.zones().create().zoneName('example.com').run();
    const www = await zone.addRecord({
      host: 'www',
      type: 'A',
      value: '203.0.113.7',
      ttl: 60,
      line: 'default',
      weight: 2,
      remark: 'r',
    });
    await zone.addRecord({ host: '@', type: 'TXT', value: 'v=spf1 -all' });
    const records = await zone.records().list().toArray();
    expect(records.map(({ host, type, value }) => [host, type, value])).to.deep.equal([
      ['www', 'A', '203.0.113.7'],
      ['@', 'TXT', 'v=spf1 -all'],
    ]);
    expect(records[0]?.data).to.include({ TTL: 60, Line: 'default', Weight: 2, Remark: 'r' });
    await www.changeTo('203.0.113.8');
    expect(lastInput(cloud, 'UpdateRecord')).to.deep.equal({
      RecordID: www.id,
      Host: 'www',
      Line: 'default',
      Type: 'A',
      TTL: 60,
      Value: '203.0.113.8',
    });
    expect((await www.reload()).value).to.equal('203.0.113.8');
    await www.deactivate();
    expect(lastInput(cloud, 'UpdateRecordStatus')).to.deep.equal({ RecordID: www.id, Enable: false });
    await www.activate();
    expect(lastInput(cloud, 'UpdateRecordStatus')).to.deep.equal({ RecordID: www.id, Enable: true });
  });

  it('a certificate from elsewhere is kept under its short name, and its key shown nowhere', async () => {
    const service = new CertificateServiceClient(dns.session);
    const privateKey = '-----BEGIN PRIVATE KEY-----hunter2';
    const kept = await service
      .certificates()
      .importPem({ chain: '-----BEGIN CERTIFICATE-----', privateKey, tag: 'web' });
    expect(kept).to.be.instanceOf(Certificate).and.instanceOf(CertificateInstance);
    expect(
      cloud
        .resources('certificateservice.CertificateInstance')
        .map(({ InstanceId, Tag }) => [InstanceId, Tag]),
    ).to.deep.equal([[kept.id, 'web']]);
    expect(service.certificate(kept.id).id).to.equal(kept.id);
    await kept.validation();
    await kept.cancel({ Reason: 'x' });
    expect(lastInput(cloud, 'CancelInstance')).to.include({ InstanceId: kept.id });
    expect(await service.organizations().list().toArray()).to.deep.equal([]);
    expect(JSON.stringify(cloud.requests)).not.to.contain('hunter2');
    const error = await service
      .certificates()
      .importPem({ chain: 5 as never, privateKey })
      .catch((caught: unknown) => caught);
    expect(String(error)).to.contain('CertificateChain').and.not.to.contain('hunter2');
  });
});
