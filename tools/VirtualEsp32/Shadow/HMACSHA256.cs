using System;
using Sha = System.Security.Cryptography.HMACSHA256;

namespace VirtualEsp32.Shadow
{
    /// <summary>nanoFramework's <c>System.Security.Cryptography.HMACSHA256</c>, which is no stream of blocks and has no base class.</summary>
    public class HMACSHA256 : IDisposable
    {
        private const int RandomKeyBytes = 64;

        private byte[]? _key;
        private byte[]? _hash;
        private bool _isDisposed;

        /// <summary>Makes one with a key of 64 bytes from the platform's <c>Random</c>, which is none for secrets; here always the same.</summary>
        public HMACSHA256()
        {
            _key = new byte[RandomKeyBytes];
            new Random(1).NextBytes(_key);
        }

        /// <summary>Makes one with a key, which is not copied: disposing clears it.</summary>
        /// <param name="key">Of any length.</param>
        /// <exception cref="ArgumentNullException">There is none.</exception>
        public HMACSHA256(byte[] key)
        {
            _key = key ?? throw new ArgumentNullException(nameof(key));
        }

        /// <summary>What was computed last.</summary>
        /// <exception cref="ObjectDisposedException">It has been disposed.</exception>
        public byte[] Hash => _isDisposed ? throw new ObjectDisposedException(nameof(HMACSHA256)) : (byte[])_hash!.Clone();

        /// <summary>The key; a copy either way.</summary>
        public byte[] Key
        {
            get => (byte[])_key!.Clone();
            set => _key = (byte[])value.Clone();
        }

        /// <summary>Computes the code of some bytes.</summary>
        /// <param name="key">Of any length.</param>
        /// <param name="source">The bytes.</param>
        /// <returns>32 bytes.</returns>
        /// <exception cref="ArgumentNullException">One of them is null.</exception>
        public static byte[] HashData(byte[] key, byte[] source)
        {
            return Sha.HashData(key, source);
        }

        /// <summary>Computes the code of some bytes.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <returns>32 bytes.</returns>
        /// <exception cref="ObjectDisposedException">It has been disposed.</exception>
        public byte[] ComputeHash(byte[] buffer)
        {
            if (_isDisposed)
            {
                throw new ObjectDisposedException(nameof(HMACSHA256));
            }

            _hash = HashData(_key!, buffer);
            return (byte[])_hash.Clone();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Clears the key.</summary>
        /// <param name="disposing">Whether it is asked for.</param>
        protected void Dispose(bool disposing)
        {
            if (disposing)
            {
                if (_key is not null)
                {
                    Array.Clear(_key);
                }

                _key = null;
                _isDisposed = true;
            }
        }
    }
}
