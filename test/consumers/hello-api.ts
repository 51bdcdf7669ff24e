/**
 * An API as people write them: it answers `Hello World!` to whoever brings a token that Cognito issued for it. It prints
 * its url when it is ready.
 *
 *   USER_POOL_ID   whose tokens it takes
 *   SCOPE          what they must allow
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CognitoJwtVerifier } from 'aws-jwt-verify';

const verifier = CognitoJwtVerifier.create({
  userPoolId: process.env.USER_POOL_ID ?? '',
  tokenUse: 'access',
  clientId: null,
  scope: process.env.SCOPE ?? '',
});

const server = createServer((request, response) => {
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  verifier.verify(token).then(
    () => response.writeHead(200).end('Hello World!'),
    (error: Error) => response.writeHead(401).end(error.name),
  );
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
});
