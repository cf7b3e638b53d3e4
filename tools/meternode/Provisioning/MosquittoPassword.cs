using System;
using System.Security.Cryptography;
using System.Text;

namespace MeterNode.Cli.Provisioning
{
    /// <summary>Passwords, and lines of mosquitto's password file (the format of mosquitto_passwd 2: PBKDF2 with SHA-512).</summary>
    internal static class MosquittoPassword
    {
        private const int SaltBytes = 12;
        private const int HashBytes = 64;

        // The passwords are random and long: more rounds would only cost the broker time.
        private const int Rounds = 1000;

        /// <summary>Makes a password of 128 bits.</summary>
        internal static string Make()
        {
            return RandomNumberGenerator.GetHexString(32, lowercase: true);
        }

        /// <summary>The line of a user.</summary>
        /// <param name="user">The user name.</param>
        /// <param name="password">The password.</param>
        internal static string Line(string user, string password)
        {
            byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
            byte[] hash = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, Rounds, HashAlgorithmName.SHA512, HashBytes);
            return user + ":$7$" + Rounds + "$" + Convert.ToBase64String(salt) + "$" + Convert.ToBase64String(hash);
        }
    }
}
