// Compiled into the PC build of the firmware (not into VirtualEsp32): the names by which unchanged firmware sources reach the
// virtual board's threads, clock and files in place of the PC's. Aliases win over the namespaces that a file imports.
global using AutoResetEvent = VirtualEsp32.Shadow.AutoResetEvent;
global using CancellationTokenSource = VirtualEsp32.Shadow.CancellationTokenSource;
global using DateTime = VirtualEsp32.Shadow.DateTime;
global using Directory = VirtualEsp32.Shadow.Directory;
global using Dns = VirtualEsp32.Shadow.Dns;
global using Environment = VirtualEsp32.Shadow.Environment;
global using File = VirtualEsp32.Shadow.File;
global using FileStream = VirtualEsp32.Shadow.FileStream;
global using IPGlobalProperties = VirtualEsp32.Shadow.IPGlobalProperties;
global using ManualResetEvent = VirtualEsp32.Shadow.ManualResetEvent;
global using Socket = VirtualEsp32.Shadow.Socket;
global using Thread = VirtualEsp32.Shadow.Thread;
global using WaitHandle = VirtualEsp32.Shadow.WaitHandle;
global using X509Certificate = VirtualEsp32.Shadow.X509Certificate;
global using X509Certificate2 = VirtualEsp32.Shadow.X509Certificate2;
