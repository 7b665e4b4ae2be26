// The bench is checked where its peers are not installed, too.
declare module '@volcengine/sdk-core';
declare module '@volcengine/openapi';
declare module '@aws-sdk/client-secrets-manager';
