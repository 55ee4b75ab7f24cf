// A real Bluesky data server (PDS) with its directory (PLC), on loopback, for the tests.
// Prints one line of JSON when it is ready; ends at TERM. Everything it knows is forgotten then.
import net from 'node:net'
import { TestNetworkNoAppView } from '@atproto/dev-env'

// The servers of dev-env would listen on every interface.
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (...given) {
  const [first, ...rest] = given
  if (first !== null && typeof first === 'object' && 'port' in first) {
    return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest)
  }
  if (typeof first === 'number') {
    const back = rest.filter((each) => typeof each === 'function')
    return listen.call(this, { port: first, host: '127.0.0.1' }, ...back)
  }
  return listen.apply(this, given)
}

const [pdsPort, plcPort] = process.argv.slice(2).map(Number)
const network = await TestNetworkNoAppView.create({
  pds: { port: pdsPort, hostname: 'localhost', enableDidDocWithSession: true },
  plc: { port: plcPort },
})
console.log(JSON.stringify({ ready: true, pds: network.pds.url, plc: network.plc.url }))

process.on('SIGTERM', async () => {
  await network.close()
  process.exit(0)
})
