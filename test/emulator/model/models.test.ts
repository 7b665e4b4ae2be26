import { expect } from 'chai';
import { notFound, invalidParameter } from '../../../src/emulator/model/api-error.js';
import { emptyFiller } from '../../../src/emulator/model/renderer.js';
import { StatusModel } from '../../../src/emulator/model/states.js';
import { bookService } from '../../support/made-up-service.js';

const book = bookService.resourceTypes.get('Book');

describe('the resource type', () => {
  it('derives id, parents and stamps from the facts', () => {
    expect(book).to.include({ key: 'shop.Book', idMember: 'BookId', isPredefined: false });
    expect(book?.parentMembers).to.deep.equal(['ShelfId']);
    expect(book?.stamps.map(({ member, kind }) => [member, kind])).to.deep.equal([
      ['BookId', 'id'],
      ['CreateTime', 'created'],
      ['UpdateTime', 'updated'],
    ]);
  });

  it('reads members and the id as responses show them', () => {
    expect(book?.readMember('Pages')?.type).to.equal('integer');
    expect(book?.readMember('Nothing')).to.equal(undefined);
    expect(book?.idOf({ id: 'b', data: {} })).to.equal('b');
    expect(book?.idOf({ id: 'b', data: { BookId: 'own' } })).to.equal('own');
  });
});

describe('the service model', () => {
  it('gives each action its role', () => {
    const roles = [...bookService.actions.values()].map(({ name, role }) => `${name} ${role}`);
    expect(roles).to.deep.equal([
      'CreateBook create',
      'GetBook get',
      'ListBooks list',
      'DeleteBook delete',
      'OpenShop operation',
      'TagBooks tagAdd',
    ]);
    expect(bookService.actions.get('GetBook')?.isRead).to.equal(true);
  });
});

describe('the status model', () => {
  const status = new StatusModel({
    member: 'Status',
    values: ['CREATING', 'RUNNING', 'STOPPING', 'STOPPED', 'ERROR'],
  } as never);

  it('finds the ready and the transitional states', () => {
    expect([status.ready, status.creating, status.deleting]).to.deep.equal([
      'RUNNING',
      'CREATING',
      undefined,
    ]);
  });

  it('derives the change of an action from its verb', () => {
    expect(status.transition('StopInstance')).to.deep.equal({ through: 'STOPPING', to: 'STOPPED' });
    expect(status.transition('ModifyInstance')).to.equal(undefined);
  });
});

describe('the renderer', () => {
  const { renderer } = bookService;

  it('renders every member, known or empty, and no unknown one', () => {
    expect(renderer.render('Book', { Title: 'T', Pages: '12', Color: 'red' })).to.deep.equal({
      BookId: '',
      ShelfId: '',
      Title: 'T',
      Pages: 12,
      Status: '',
      CreateTime: '',
      UpdateTime: 0,
      Tags: [],
    });
  });

  it('ends where shapes refer to each other', () => {
    const filler = { ...emptyFiller, makesObjects: true };
    let depth = 0;
    let at = renderer.render('Book', {}, filler) as Record<string, never> | undefined;
    while (at) {
      depth += 1;
      at = at['Cover']?.['Book'];
    }
    expect(depth).to.be.within(2, 5);
  });
});

describe('the API errors', () => {
  it('use the codes of the service, and its status', () => {
    expect(notFound('ecs', 'Instance', 'i-1')).to.include({ code: 'InvalidInstance.NotFound', status: 404 });
    expect(invalidParameter('Volumes.1.Size', 'is too small').code).to.equal('InvalidParameter.Size');
    expect(notFound('ecs', 'Instance', 'x'.repeat(200)).message).to.have.length.below(140);
  });
});
