// As Shadows.cs, for firmware that has no threads, clock or files: the one name of System.Security.Cryptography that it uses.
global using HMACSHA256 = VirtualEsp32.Shadow.HMACSHA256;
